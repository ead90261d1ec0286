"""The sweep, by the worker: it asks the detectors where something changed.

Some hundreds of subjects at a time: a fixed number of statements reads them, then the detectors
think without holding anybody up, then what they saw is stored and committed. A worker that is
stopped loses at most the subjects it had in hand, and those come due again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import sqlalchemy as sa

from core import events
from core.db import db, reading
from moderation.actions.cases import take
from moderation.actions.looking import mark_changed, take_due
from moderation.actions.sighting import remember
from moderation.models import Case
from moderation.queries.findings import BY_KIND
from moderation.rules.cases import CaseKind, CaseState

AT_ONCE = 200  # subjects
MOST = 10_000  # of one kind in one sweep; what is left has its turn in the next


def sweep(at: datetime) -> int:
    """Look at what has changed, and at what must be ripe. Commits; how many prompts it raised."""
    mark_changed(at)
    return sum(raised for kind in BY_KIND for _, raised in sweep_kind(kind, at))


def sweep_kind(kind: str, at: datetime) -> Iterator[tuple[int, int]]:
    """Look at the subjects of one kind that are due.

    Gives, for each batch that is committed, how many it looked at and how many prompts it raised.
    """
    for _ in range(0, MOST, AT_ONCE):
        ids = take_due(kind, at, most=AT_ONCE)
        if not ids:
            return
        with reading():  # nobody waits for the detectors to think
            looked = BY_KIND[kind](ids, at)
            db.session.rollback()
        raised = remember(kind, ids, looked, at)
        events.commit()
        yield len(ids), raised


def expire(at: datetime) -> int:
    """Close prompts that nobody answered in time, quietly. Returns how many."""
    late = db.session.scalars(
        sa.select(Case)
        .where(Case.kind == CaseKind.PROMPT, Case.state == CaseState.OPEN, Case.due_at <= at)
        .order_by(Case.id)
        .limit(200)
    ).all()
    for case in late:
        take(case, case.version)
        case.state = CaseState.VOID
    return len(late)
