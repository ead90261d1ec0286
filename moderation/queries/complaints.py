"""Reports and what became of them, for the person who answers for the site: never who reported."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import datetime

import sqlalchemy as sa

from core.db import db
from moderation.models import Case, Decision, Report

COLUMNS = (
    "case",
    "kind",
    "about",
    "opened",
    "due",
    "reports",
    "reasons",
    "felt unsafe",
    "decision",
    "rule",
    "decided",
    "hours to decide",
    "reversed",
    "ended",
)
_REPORTS = sa.select(sa.func.count()).where(Report.case_id == Case.id).scalar_subquery()
_UNSAFE = (
    sa.select(sa.func.count())
    .where(Report.case_id == Case.id, Report.feels_unsafe)
    .scalar_subquery()
)
_LINES = (
    sa.select(
        Case.id,
        Case.kind,
        Case.subject_kind,
        Case.opened_at,
        Case.due_at,
        Case.ended_at,
        _REPORTS.label("reports"),
        _UNSAFE.label("unsafe"),
        Decision.action,
        Decision.reason,
        Decision.confirmed_at,
        Decision.overruled_at,
    )
    .outerjoin(Decision, Decision.case_id == Case.id)
    .where(_REPORTS > 0)
    .order_by(Case.id, Decision.id)
)
_REASONS = (
    sa.select(Report.reason)
    .where(Report.case_id == sa.bindparam("case_id"))
    .distinct()
    .order_by(Report.reason)
)


def lines(since: datetime | None = None) -> Iterator[str]:
    """Lines of CSV, the names of the columns first; one for each decision, in order of cases."""
    yield _csv(COLUMNS)
    asked = _LINES.where(Case.opened_at >= since) if since else _LINES
    for row in db.session.execute(asked.execution_options(yield_per=500)):
        reasons = db.session.scalars(_REASONS, {"case_id": row.id}).all()
        yield _csv(
            (
                row.id,
                row.kind,
                row.subject_kind,
                row.opened_at.isoformat(timespec="minutes"),
                row.due_at.isoformat(timespec="minutes"),
                row.reports,
                " ".join(reasons),
                row.unsafe,
                row.action or "",
                row.reason or "",
                row.confirmed_at.isoformat(timespec="minutes") if row.confirmed_at else "",
                _hours(row.opened_at, row.confirmed_at),
                "yes" if row.overruled_at else "",
                row.ended_at.isoformat(timespec="minutes") if row.ended_at else "",
            )
        )


def _hours(opened_at: datetime, decided_at: datetime | None) -> str:
    """How long it took, to one decimal; "" while nothing is decided."""
    return f"{(decided_at - opened_at).total_seconds() / 3600:.1f}" if decided_at else ""


def _csv(cells: tuple[object, ...]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()
