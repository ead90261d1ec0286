"""The history of a safety case, and whether its evidence is open to somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.models import Member
from core.clock import now
from core.db import db
from moderation.models import Case, SafetyEntry
from moderation.rules.cases import SAFETY
from moderation.rules.safety import Entry

OPEN_FOR = timedelta(minutes=30)  # after somebody opened the evidence

_HISTORY = (
    sa.select(
        SafetyEntry.kind,
        SafetyEntry.words,
        SafetyEntry.handed_to,
        SafetyEntry.at,
        Member.name.label("by"),
    )
    .join(Member, Member.id == SafetyEntry.by_id)
    .where(SafetyEntry.case_id == sa.bindparam("case_id"))
    .order_by(SafetyEntry.id)
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the history."""

    what: str
    words: str
    handed_to: str
    by: str
    at: datetime


def history_of(case: Case) -> list[Line]:
    """Who read, noted, handed over and ended, oldest first. 1 statement; none for other kinds."""
    if case.kind not in SAFETY:
        return []
    rows = db.session.execute(_HISTORY, {"case_id": case.id})
    return [Line(Entry(row.kind).label, row.words, row.handed_to, row.by, row.at) for row in rows]


def is_open_to(case: Case, person: Viewer) -> bool:
    """Whether the words are shown to this person: of a safety case after they asked for them."""
    if case.kind not in SAFETY:
        return True
    read = sa.select(SafetyEntry.id).where(
        SafetyEntry.case_id == case.id,
        SafetyEntry.by_id == person.id,
        SafetyEntry.kind == Entry.READ,
        SafetyEntry.at > now() - OPEN_FOR,
    )
    return db.session.scalar(read.limit(1)) is not None
