"""Appeals: asking for another look, which a panel drawn by lot decides."""

from __future__ import annotations

from accounts.access import Viewer
from core import events
from core.clock import now
from core.db import db
from core.errors import Refused
from moderation.actions import panels
from moderation.actions.cases import LOG, QUEUE, case_on, subject_of
from moderation.actions.states import hold, settle
from moderation.facts import why_not_appeal
from moderation.models import Appeal, Case, Decision
from moderation.rules.cases import CaseKind


def appeal(decision: Decision, by: Viewer, *, words: str) -> Appeal:
    """Ask for another look at a decision; what else was decided stands. Raises Refused."""
    first = db.session.get_one(Case, decision.case_id)
    hold(first)
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
    settle(first)
    events.record("moderation.appealed", subject, actor_id=None, pages=[QUEUE, LOG])
    panels.fill(case)
    return made
