"""Leaving it as it is; undone, what was reported is looked at anew."""

from __future__ import annotations

import sqlalchemy as sa

from accounts.access import Viewer
from core import events
from core.db import db
from moderation.actions.cases import LOG, QUEUE, case_on, subject_of
from moderation.models import Case, Decision, Report
from moderation.rules.cases import CaseKind


def apply(case: Case, decision: Decision, steward: Viewer) -> None:
    """Nothing changes but the log."""
    del decision
    events.record("moderation.decided", subject_of(case), actor_id=steward.id, pages=[QUEUE, LOG])


def undo(case: Case, decision: Decision, by_id: int | None = None) -> None:
    """Open a new case with the reports of the one that was decided."""
    del by_id
    aspect = f"again:{decision.id}" if case.is_waiting else ""  # for what else was decided in it
    again = case_on(subject_of(case), CaseKind(case.kind), urgent=case.is_urgent, aspect=aspect)
    known = set(db.session.scalars(sa.select(Report.reporter_id).where(Report.case_id == again.id)))
    made = sa.select(Report).where(Report.case_id == case.id).order_by(Report.id)
    db.session.add_all(
        Report(
            case_id=again.id,
            reporter_id=report.reporter_id,
            reason=report.reason,
            words=report.words,
            made_at=report.made_at,
        )
        for report in db.session.scalars(made).all()
        if report.reporter_id not in known
    )
