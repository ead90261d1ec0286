"""Facts about one case."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from core import house_rules
from core.db import db
from moderation.models import Case, Decision, Report
from moderation.rules.cases import CaseKind
from moderation.rules.reasons import Reason


def reasons_of(case: Case) -> set[Reason]:
    """The reasons that members gave."""
    given = sa.select(Report.reason).where(Report.case_id == case.id).distinct()
    return {Reason(reason) for reason in db.session.scalars(given)}


def pending_decision(case: Case) -> Decision | None:
    """The decision that waits for its second signature; of several the first."""
    return db.session.scalar(
        sa.select(Decision)
        .where(
            Decision.case_id == case.id,
            Decision.confirmed_at.is_(None),
            Decision.lapsed_at.is_(None),
        )
        .order_by(Decision.id)
        .limit(1)
    )


def time_to_decide(kind: CaseKind, *, urgent: bool = False) -> timedelta:
    """How long a case may wait before it is late."""
    if kind in (CaseKind.APPEAL, CaseKind.PROMPT):
        return house_rules.length("case.appeal_days")
    if urgent:
        return house_rules.length("case.urgent_hours")
    return house_rules.length("case.hours")
