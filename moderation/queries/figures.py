"""What became of the reports of a year, without anybody's name."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from core.db import db
from moderation.models import Case, Decision, Report
from moderation.rules.cases import RESTRICTING
from moderation.rules.figures import Answered

OF = timedelta(days=365)
_decided = (
    sa.select(
        Decision.case_id,
        sa.func.min(Decision.made_at).label("at"),
        sa.func.max(
            sa.case(
                (
                    sa.and_(
                        Decision.action.in_(sorted(RESTRICTING)),
                        Decision.confirmed_at.is_not(None),
                        Decision.overruled_at.is_(None),
                    ),
                    1,
                ),
                else_=0,
            )
        ).label("upheld"),
    )
    .group_by(Decision.case_id)
    .subquery()
)
_REPORTS = (
    sa.select(Report.reason, Report.made_at, _decided.c.at, _decided.c.upheld)
    .join(Case, Case.id == Report.case_id)
    .outerjoin(_decided, _decided.c.case_id == Case.id)
    .where(Report.made_at > sa.bindparam("since", type_=Report.made_at.type))
    .order_by(Report.id)
)


def reports_of_a_year(at: datetime) -> list[Answered]:
    """Every report of the last 365 days and what became of it. 1 statement."""
    rows = db.session.execute(_REPORTS, {"since": at - OF})
    return [Answered(reason, made, decided, bool(upheld)) for reason, made, decided, upheld in rows]
