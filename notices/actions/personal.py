"""What is held of a member's notices, for their own data."""

from __future__ import annotations

import sqlalchemy as sa

from core import personal
from core.db import db
from notices.models import Choice, Notice


def held_about(member_id: int) -> list[dict[str, object]]:
    """Their notices, and what they chose."""
    rows = db.session.scalars(
        sa.select(Notice).where(Notice.member_id == member_id).order_by(Notice.id)
    )
    told: list[dict[str, object]] = [
        {
            "at": row.at.isoformat(),
            "why": row.why,
            "about": f"{row.subject_kind}:{row.subject_id}",
            "words": row.words,
            "read": row.read,
        }
        for row in rows
    ]
    choices = db.session.scalars(
        sa.select(Choice).where(Choice.member_id == member_id).order_by(Choice.why)
    )
    return told + [{"why": row.why, "told": row.how} for row in choices]


def erase(member_id: int) -> None:
    """Forget what a member was told and how they wanted it."""
    for table in (Notice, Choice):
        db.session.execute(sa.delete(table).where(table.member_id == member_id))
    gone = sa.update(Notice).where(Notice.actor_id == member_id)
    db.session.execute(gone.values(actor_id=None))


personal.part("notices", held_about, erase)
