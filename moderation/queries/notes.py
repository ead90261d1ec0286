"""The notes of stewards on a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from accounts.models import Member
from core.db import db
from moderation.models import CaseNote


@dataclass(frozen=True, slots=True)
class Note:
    """What one steward wrote for the others."""

    by: str
    at: datetime
    words: str


_NOTES = (
    sa.select(CaseNote.words, CaseNote.at, Member.name)
    .join(Member, Member.id == CaseNote.author_id)
    .where(CaseNote.case_id == sa.bindparam("case_id"))
    .order_by(CaseNote.id)
)


def notes_on(case_id: int) -> list[Note]:
    """The notes on a case, oldest first. 1 statement."""
    rows = db.session.execute(_NOTES, {"case_id": case_id})
    return [Note(row.name, row.at, row.words) for row in rows]
