"""Facts about appeals."""

from __future__ import annotations

import sqlalchemy as sa

from accounts.access import Viewer
from core import house_rules
from core.clock import now
from core.db import db
from moderation.facts.reports import has_reported
from moderation.models import Appeal, Case, Decision
from moderation.rules import people
from moderation.rules.cases import Action


def why_not_appeal(decision: Decision, case: Case, by: Viewer) -> str | None:
    """The reason this person may not appeal against it. 2 statements."""
    if by.id is None or decision.confirmed_at is None:
        return "There is nothing to appeal against yet."
    # One for each decision: what a panel put in its place is not judged again.
    judged = sa.select(Appeal.case_id).where(Appeal.decision_id == decision.id)
    return people.why_not_appeal(
        is_author=concerns(decision, case, by.id),
        is_reporter=has_reported(by.id, case.id),
        action=Action(decision.action),
        decided_at=decision.confirmed_at,
        at=now(),
        has_been_appealed=bool(decision.terms.get("instead_of"))
        or db.session.scalar(judged) is not None,
        appeal_for=house_rules.length("appeal.days", at=decision.confirmed_at),
    )


def concerns(decision: Decision, case: Case, member_id: int | None) -> bool:
    """Whether it went against this member: its author, or the other of two who are kept apart."""
    apart = decision.action == Action.SEPARATE and decision.terms.get("other")
    return member_id is not None and member_id in {case.author_id, apart or None} - {None}
