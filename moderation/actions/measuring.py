"""A week after a prompt was raised, the worker measures what has come of it, shown or held back."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from core import versions
from core.clock import now
from core.db import db
from core.events import commit
from core.jobs import every
from core.subjects import find
from moderation.models import Case, Outcome, Strictness
from moderation.queries.evaluation import PAGE, answered_lately
from moderation.queries.outcomes import gap_now, said_since
from moderation.queries.reactions import has_of_yesterday
from moderation.queries.strictness import factor_of
from moderation.rules import strictness

AFTER = timedelta(days=7)
AT_ONCE = 100


@every(3600, "moderation.measure")
def measure_due() -> None:
    """Measure what is a week old, and make detectors surer that were mostly wrong."""
    if measure(now()) + make_surer(now()) or has_of_yesterday():
        versions.move_on([PAGE])
    commit()


def measure(at: datetime) -> int:
    """Measure every prompt that is a week old. Gives how many; does not commit."""
    due = (
        sa.select(Outcome, Case)
        .join(Case, Case.id == Outcome.case_id)
        .where(Outcome.measured_at.is_(None), Outcome.raised_at <= at - AFTER)
        .order_by(Outcome.case_id)
        .limit(AT_ONCE)
    )
    rows = db.session.execute(due).all()
    for outcome, case in rows:
        _measure(outcome, case, at)
    return len(rows)


def _measure(outcome: Outcome, case: Case, at: datetime) -> None:
    outcome.measured_at = at
    subject = find(case.subject_kind, case.subject_id)
    if subject is None:
        return
    position = case.figures.get("position", "")
    outcome.new_speakers, outcome.first_voice_hours = said_since(
        subject, outcome.raised_at, position
    )
    gap = gap_now(case.subject_id, position) if outcome.gap_before is not None else None
    if gap is not None:
        outcome.gap_after = gap.ballot_share - gap.voice_share
        outcome.evidence_after = gap.evidence


def make_surer(at: datetime) -> int:
    """Raise what a detector needs by half when its last answered prompts were mostly wrong.

    Those count that were answered since it was last raised. Gives how many were raised.
    """
    raised = 0
    for detector, acted, wrong in answered_lately(strictness.ANSWERED):
        if strictness.must_rise(acted, wrong):
            factor = factor_of(detector) * strictness.RISE
            db.session.add(
                Strictness(detector=detector, factor=factor, since=at, acted=acted, wrong=wrong)
            )
            raised += 1
    return raised
