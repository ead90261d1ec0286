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
    # One for what was decided about a case: what a panel put in its place is not judged again.
    appealed = (
        sa.select(Appeal.case_id)
        .join(Decision, Decision.id == Appeal.decision_id)
        .where(Decision.case_id == case.id)
    )
    return people.why_not_appeal(
        is_author=case.author_id == by.id,
        is_reporter=has_reported(by.id, case.id),
        action=Action(decision.action),
        decided_at=decision.confirmed_at,
        at=now(),
        has_been_appealed=db.session.scalar(appealed) is not None,
        appeal_for=house_rules.length("appeal.days", at=decision.confirmed_at),
    )
