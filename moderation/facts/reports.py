"""Facts about reports."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from accounts.access import Viewer
from core import house_rules
from core.clock import now
from core.db import db
from core.subjects import Subject
from moderation.models import Case, Report
from moderation.rules import people
from moderation.rules.cases import WAITING


def has_reported(member_id: int, case_id: int) -> bool:
    """Whether this member's report is part of the case."""
    reported = sa.select(Report.id).where(
        Report.case_id == case_id, Report.reporter_id == member_id
    )
    return db.session.scalar(reported) is not None


def why_not_report(subject: Subject, reporter: Viewer) -> str | None:
    """The reason this person may not report this now. 2 statements."""
    mine = sa.select(sa.func.count()).select_from(Report).where(Report.reporter_id == reporter.id)
    waiting = mine.join(Case, Case.id == Report.case_id).where(
        Case.subject_kind == subject.kind,
        Case.subject_id == subject.id,
        Case.state.in_(WAITING),
    )
    today = mine.where(Report.made_at > now() - timedelta(days=1))
    return people.why_not_report(
        is_author=reporter.id is not None and subject.author_of == reporter.id,
        has_reported=bool(db.session.scalar(waiting)),
        reports_today=db.session.scalar(today) or 0,
        most_a_day=house_rules.value("report.most_a_day"),
    )
