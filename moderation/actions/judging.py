"""Claiming a case, deciding it, and the second signature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from accounts.access import Viewer
from core import events, house_rules
from core.clock import now
from core.dates import day_time
from core.db import db
from core.errors import Refused
from moderation import effects
from moderation.actions import telling
from moderation.actions.cases import (
    LOG,
    QUEUE,
    check_steward,
    name_of,
    signed_as,
    subject_of,
    take,
)
from moderation.actions.states import settle
from moderation.facts import (
    acts_on,
    hat_of,
    part_of,
    pending_decision,
    reasons_of,
    why_not_sign_second,
)
from moderation.models import Case, Decision
from moderation.rules import people
from moderation.rules.acting import Acts, Hat, Step, needs_second, why_not_step
from moderation.rules.cases import (
    RESTRICTING,
    WAITS_FOR_SECOND,
    Action,
    CaseKind,
    CaseState,
    actions_on,
)
from moderation.rules.reasons import Reason, why_not_without_words
from moderation.rules.states import is_about_it


def claim(case: Case, steward: Viewer, *, version: int) -> None:
    """Take the case for a while, or for a while more. Raises Refused or Stale."""
    steward_id = check_steward(case, steward, version)
    _refuse_if(people.why_not_claim(part_of(case, steward_id), reasons_of(case)))
    if case.kind == CaseKind.APPEAL:
        raise Refused("Nobody takes an appeal: each member of the panel votes for themselves.")
    _check_waiting(case)
    _check_holder(case, steward_id)
    take(case, version)
    case.claimed_by_id, case.claimed_until = (
        steward_id,
        now() + house_rules.length("case.lease_minutes"),
    )
    events.record("moderation.claimed", subject_of(case), actor_id=steward_id, pages=[QUEUE])


def release(case: Case, steward: Viewer, *, version: int) -> None:
    """Give a claimed case back."""
    if case.holder_at(now()) != check_steward(case, steward, version):
        raise Refused("You have not taken this case.")
    take(case, version)
    case.claimed_by_id = case.claimed_until = None
    events.record("moderation.released", subject_of(case), actor_id=steward.id, pages=[QUEUE])


def decide(
    case: Case,
    steward: Viewer,
    *,
    version: int,
    action: Action,
    words: str,
    reason: Reason | None = None,
    terms: Mapping[str, Any] | None = None,
    also: Sequence[Step] = (),
) -> Decision:
    """Decide a case: what is done, why, and what else is done along. Raises Refused or Stale.

    What takes two people waits for the second; each action is a decision of its own, with its own
    statement and appeal. Gives the first.
    """
    chosen = reason if action in RESTRICTING else None
    steps = [Step(action, chosen, terms or {}), *also]
    steward_id = check_judge(case, steward, chosen, version)
    if case.kind in (CaseKind.APPEAL, CaseKind.PROMPT) or any(
        step.action not in actions_on(CaseKind(case.kind)) for step in steps
    ):
        raise Refused("Choose what to do.")
    if case.state == CaseState.AWAITING_SECOND:
        raise Refused(WAITS_FOR_SECOND)
    hat = hat_of(steward, case)
    about = acts_on(case, [post_id for step in steps for post_id in step.terms.get("posts", ())])
    for step in steps:
        _refuse_if(why_not_step(step, about, hat))
        _refuse_if(people.why_not_decide(part_of(case, steward_id), step.reason))
        _refuse_if(why_not_without_words(step.reason, words) if step.reason else None)
    take(case, version)
    at = now()
    made = [_sign_first(case, steward, step, words, about, hat, at) for step in steps]
    settle(case)
    telling.tell_of(case, *made)
    return made[0]


def check_judge(case: Case, steward: Viewer, reason: Reason | None, version: int) -> int:
    """The steward's id when they may decide this case so. Raises Refused or Stale."""
    steward_id = check_steward(case, steward, version)
    _refuse_if(people.why_not_decide(part_of(case, steward_id), reason))
    _check_waiting(case)
    _check_holder(case, steward_id)
    return steward_id


def _sign_first(
    case: Case, steward: Viewer, step: Step, words: str, about: Acts, hat: Hat, at: datetime
) -> Decision:
    pending = needs_second(step, takes_position=about.takes_position, hat=hat)
    made = record_decision(
        case,
        steward,
        step.action,
        step.reason or "",
        words,
        pending=pending,
        terms=step.terms,
        at=at,
    )
    if effects.is_in_force(made):
        effects.of(step.action).apply(case, made, steward)
    else:
        events.record(
            "moderation.decided", subject_of(case), actor_id=steward.id, pages=[QUEUE, LOG]
        )
    return made


def record_decision(
    case: Case,
    steward: Viewer,
    action: Action,
    reason: str,
    words: str,
    *,
    pending: bool = False,
    terms: Mapping[str, Any] | None = None,
    at: datetime | None = None,
) -> Decision:
    """Add the decision and move the case to where it now stands.

    `at` is the moment in which several are taken together; none for now.
    """
    assert steward.id is not None  # noqa: S101 — checked by check_steward
    made = Decision(
        case_id=case.id,
        action=action,
        reason=reason,
        words=words,
        terms=dict(terms or {}),
        made_at=at or now(),
        first_by_id=steward.id,
        first_clp_id=steward.clp_id,
        first_as=signed_as(steward, case),
        confirmed_at=None if pending else now(),
    )
    db.session.add(made)
    case.state = CaseState.AWAITING_SECOND if pending else CaseState.DECIDED
    case.claimed_by_id = case.claimed_until = None
    db.session.flush()
    return made


def sign_second(case: Case, steward: Viewer, *, version: int, agrees: bool, words: str) -> Decision:
    """Give the second opinion on the first decision that waits for one; others wait on.

    Agreed, it holds for good; if not, it alone is undone.
    """
    pending = pending_decision(case)
    reason = Reason(pending.reason) if pending and pending.reason else None
    steward_id = check_judge(case, steward, reason, version)
    if pending is None:
        raise Refused("This case does not wait for a second signature.")
    _refuse_if(why_not_sign_second(pending, steward))
    if not agrees and not words.strip():
        raise Refused("Say in a sentence why you do not agree.")
    take(case, version)
    if agrees:
        return _confirm(case, pending, steward, steward_id)
    return _disagree(case, pending, steward, words)


def _confirm(case: Case, pending: Decision, steward: Viewer, steward_id: int) -> Decision:
    pending.second_by_id, pending.second_as = steward_id, signed_as(steward, case)
    pending.second_clp_id = steward.clp_id
    pending.confirmed_at = now()
    case.claimed_by_id = case.claimed_until = None
    settle(case)
    effects.of(pending.action).apply(case, pending, steward)
    telling.tell_of(case, pending)
    return pending


def _disagree(case: Case, pending: Decision, steward: Viewer, words: str) -> Decision:
    """Undo it. About the thing itself that leaves it as it is, a decision of its own."""
    was_told = effects.is_in_force(pending)
    pending.terms = {**pending.terms, "against": words, "against_as": signed_as(steward, case)}
    effects.take_back(case, pending, steward.id, lapsed_at=now())
    if was_told:
        telling.tell_author_it_is_undone(case, pending)
    if not is_about_it(Action(pending.action)):
        case.claimed_by_id = case.claimed_until = None
        settle(case)
        return pending
    made = record_decision(case, steward, Action.NO_ACTION, "", words)
    settle(case)
    telling.tell_of(case, made)
    return made


def lapse_overdue(at: datetime) -> int:
    """Put back what nobody signed second in time, each decision for itself. Returns how many.

    The case waits again, unless what was decided about the thing itself stands.
    """
    waiting = db.session.execute(
        sa.select(Decision, Case)
        .join(Case, Case.id == Decision.case_id)
        .where(
            Decision.confirmed_at.is_(None),
            Decision.lapsed_at.is_(None),
        )
        .order_by(Decision.made_at, Decision.id)
        .limit(200)
    ).all()
    lapsed = [(pending, case) for pending, case in waiting if _is_overdue(pending, at)]
    for pending, case in lapsed:
        take(case, case.version)
        was_told = effects.is_in_force(pending)
        effects.take_back(case, pending, None, lapsed_at=at)
        settle(case)
        if was_told:
            telling.tell_author_it_is_undone(case, pending)
    return len(lapsed)


def _is_overdue(pending: Decision, at: datetime) -> bool:
    return pending.made_at <= at - house_rules.length("case.interim_hours", at=pending.made_at)


def _check_waiting(case: Case) -> None:
    if not case.is_waiting:
        raise Refused("This case has been decided.")


def _check_holder(case: Case, steward_id: int) -> None:
    holder = case.holder_at(now())
    if holder is not None and holder != steward_id:
        until = day_time(case.claimed_until) if case.claimed_until else ""
        raise Refused(f"{name_of(holder)} is reading this case, until {until} at the latest.")


def _refuse_if(sentence: str | None) -> None:
    if sentence:
        raise Refused(sentence)
