"""Appeals: asking for another look, and deciding that."""

from __future__ import annotations

from accounts.access import Viewer
from core import events
from core.clock import now
from core.db import db
from core.errors import Refused
from moderation import effects
from moderation.actions import telling
from moderation.actions.cases import LOG, QUEUE, case_on, subject_of, take
from moderation.actions.judging import check_judge, record_decision
from moderation.facts import why_not_appeal
from moderation.models import Appeal, Case, Decision
from moderation.rules.cases import Action, CaseKind, CaseState


def appeal(decision: Decision, by: Viewer, *, words: str) -> Appeal:
    """Ask for another look at a decision. Raises Refused."""
    first = db.session.get_one(Case, decision.case_id)
    refused = why_not_appeal(decision, first, by)
    if refused or by.id is None:
        raise Refused(refused or "Sign in to appeal.")
    if not words.strip():
        raise Refused("Say what should be looked at again.")
    subject = subject_of(first)
    case = case_on(subject, CaseKind.APPEAL, aspect=f"decision:{decision.id}")
    case.evidence = first.evidence  # what was judged, not what stands there now
    made = Appeal(case_id=case.id, decision_id=decision.id, by_id=by.id, words=words, made_at=now())
    db.session.add(made)
    first.state = CaseState.APPEALED
    events.record("moderation.appealed", subject, actor_id=None, pages=[QUEUE, LOG])
    return made


def decide_appeal(
    case: Case, steward: Viewer, *, version: int, action: Action, words: str
) -> Decision:
    """Uphold or overturn. Overturning undoes the effect at once. Raises Refused or Stale."""
    check_judge(case, steward, None, version)
    made = db.session.get(Appeal, case.id)
    if made is None or action not in (Action.UPHOLD, Action.OVERTURN):
        raise Refused("Choose whether the decision stands.")
    take(case, version)
    judged = db.session.get_one(Decision, made.decision_id)
    first = db.session.get_one(Case, judged.case_id)
    first.state = CaseState.CLOSED
    decision = record_decision(case, steward, action, "", words)
    if action is Action.OVERTURN:
        judged.overruled_at = now()
        effects.of(judged.action).undo(first, judged, steward.id)
    events.record(
        "moderation.appeal_decided",
        subject_of(case),
        actor_id=steward.id,
        pages=[QUEUE, LOG],
        action=action,
    )
    telling.tell_of_appeal(case, decision, judged)
    return decision
