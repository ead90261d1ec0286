"""Claiming a case, deciding it, and the second signature."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from accounts.access import Viewer
from core import events, house_rules
from core.clock import now
from core.dates import day_time
from core.db import db
from core.errors import Refused
from moderation import discussions, effects
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
from moderation.facts import part_of, pending_decision, reasons_of, why_not_sign_second
from moderation.models import Case, Decision
from moderation.rules import people
from moderation.rules.cases import Action, CaseKind, CaseState, actions_on
from moderation.rules.reasons import Reason, why_not_without_words


def claim(case: Case, steward: Viewer, *, version: int) -> None:
    """Take the case for a while, or for a while more. Raises Refused or Stale."""
    steward_id = check_steward(case, steward, version)
    _refuse_if(people.why_not_claim(part_of(case, steward_id), reasons_of(case)))
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
) -> Decision:
    """Decide a reported case: leave it or hide it. Raises Refused or Stale.

    Hiding a view for a matter of opinion waits for a second signature.
    """
    chosen = reason if action is Action.HIDE else None
    steward_id = check_judge(case, steward, chosen, version)
    if case.kind not in (CaseKind.REPORT, CaseKind.HELD_POST) or action not in actions_on(
        CaseKind(case.kind)
    ):
        raise Refused("Choose what to do.")
    if action is Action.HIDE and chosen is None:
        raise Refused("Choose the rule that this breaks.")
    if chosen is not None:
        _refuse_if(why_not_without_words(chosen, words))
    take(case, version)
    return _sign_first(case, steward, steward_id, action, chosen, words)


def check_judge(case: Case, steward: Viewer, reason: Reason | None, version: int) -> int:
    """The steward's id when they may decide this case so. Raises Refused or Stale."""
    steward_id = check_steward(case, steward, version)
    _refuse_if(people.why_not_decide(part_of(case, steward_id), reason))
    _check_waiting(case)
    _check_holder(case, steward_id)
    return steward_id


def _sign_first(
    case: Case,
    steward: Viewer,
    steward_id: int,
    action: Action,
    reason: Reason | None,
    words: str,
) -> Decision:
    subject = subject_of(case)
    pending = people.needs_second(
        action, takes_position=discussions.takes_position(subject), reason=reason
    )
    made = record_decision(case, steward, action, reason or "", words, pending=pending)
    if not pending or people.hides_at_once(reason):
        effects.of(action).apply(case, made, steward)
    else:
        events.record("moderation.decided", subject, actor_id=steward_id, pages=[QUEUE, LOG])
    if not pending:
        telling.tell_of(case, made)
    elif people.hides_at_once(reason):
        telling.tell_author_of(case, made)
    return made


def record_decision(
    case: Case,
    steward: Viewer,
    action: Action,
    reason: str,
    words: str,
    *,
    pending: bool = False,
) -> Decision:
    """Add the decision and move the case to where it now stands."""
    assert steward.id is not None  # noqa: S101 — checked by check_steward
    made = Decision(
        case_id=case.id,
        action=action,
        reason=reason,
        words=words,
        made_at=now(),
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
    """Give the second opinion. Agreed, it is hidden for good; if not, it is put back."""
    pending = pending_decision(case)
    reason = Reason(pending.reason) if pending else None
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
    pending.confirmed_at = now()
    case.state = CaseState.DECIDED
    case.claimed_by_id = case.claimed_until = None
    effects.of(pending.action).apply(case, pending, steward)
    telling.tell_of(case, pending)
    return pending


def _disagree(case: Case, pending: Decision, steward: Viewer, words: str) -> Decision:
    pending.lapsed_at = now()
    effects.of(pending.action).undo(case, pending, steward.id)
    made = record_decision(case, steward, Action.NO_ACTION, "", words)
    telling.tell_of(case, made)
    return made


def lapse_overdue(at: datetime) -> int:
    """Put back what nobody signed second in time; its case waits again. Returns how many."""
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
        pending.lapsed_at = at
        case.state = CaseState.OPEN
        effects.of(pending.action).undo(case, pending)
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
