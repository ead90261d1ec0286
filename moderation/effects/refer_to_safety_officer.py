"""Giving a case to the safety officer: a case of its own, seen by nobody else."""

from __future__ import annotations

import sqlalchemy as sa

from accounts.access import Viewer
from core import events
from core.db import db
from moderation.actions.cases import LOG, QUEUE, case_on, subject_of
from moderation.facts import reasons_of
from moderation.models import Case, Decision
from moderation.rules import safety


def apply(case: Case, decision: Decision, steward: Viewer) -> None:
    """Open the safety officer's case, with the evidence of this one."""
    subject = subject_of(case)
    opened = case_on(subject, safety.kind_for(reasons_of(case)), urgent=True)
    if db.session.scalar(sa.select(Decision.id).where(Decision.case_id == opened.id)) is None:
        opened.evidence = case.evidence  # what a decision is about already stays what it was
    decision.terms = {**decision.terms, "case": opened.id}
    events.record("moderation.referred", subject, actor_id=steward.id, pages=[QUEUE, LOG])


def undo(case: Case, decision: Decision, by_id: int | None = None) -> None:
    """What a safety officer has been given stays with them."""
    del case, decision, by_id
