"""What one member finds on their own page: decisions about their words, and their reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from core.db import db
from moderation.models import Case, Decision, Report
from moderation.queries.log import reason_words
from moderation.rules.cases import RESTRICTING, WAITING, CaseKind

MOST_LISTED = 20

_ABOUT = (
    sa.select(
        Decision.id,
        Decision.made_at,
        Decision.action,
        Decision.reason,
        Decision.overruled_at,
        Case.evidence,
    )
    .join(Case, Case.id == Decision.case_id)
    .where(
        Case.author_id == sa.bindparam("member_id"),
        Case.kind != CaseKind.PROMPT,
        Decision.action.in_(sorted(RESTRICTING)),
        Decision.confirmed_at.is_not(None),
    )
    .order_by(Decision.id.desc())
    .limit(MOST_LISTED)
)
_REPORTS = (
    sa.select(Report.id, Report.made_at, Case.evidence, Case.state)
    .join(Case, Case.id == Report.case_id)
    .where(Report.reporter_id == sa.bindparam("member_id"))
    .order_by(Report.id.desc())
    .limit(MOST_LISTED)
)


@dataclass(frozen=True, slots=True)
class Told:
    """One line: what it is about, what became of it, and where to read more."""

    heading: str
    at: datetime
    outcome: str
    url: str


@dataclass(frozen=True, slots=True)
class Mine:
    """Everything moderation has to say to one member."""

    decisions: list[Told]
    reports: list[Told]


def mine(member_id: int) -> Mine:
    """Decisions about this member's words and the reports they made, newest first. 2 statements."""
    decisions = db.session.execute(_ABOUT, {"member_id": member_id})
    reports = db.session.execute(_REPORTS, {"member_id": member_id})
    return Mine(
        decisions=[
            Told(
                row.evidence["heading"],
                row.made_at,
                "reversed on appeal" if row.overruled_at else reason_words(row.action, row.reason),
                f"/decisions/{row.id}",
            )
            for row in decisions
        ],
        reports=[
            Told(
                row.evidence["heading"],
                row.made_at,
                "waiting" if row.state in WAITING else "decided",
                f"/reports/{row.id}",
            )
            for row in reports
        ],
    )
