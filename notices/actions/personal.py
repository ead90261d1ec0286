"""What is held of a member's notices, for their own data."""

from __future__ import annotations

import sqlalchemy as sa

from core import personal
from core.db import db
from notices.models import Choice, Notice, Receiver, Watch


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


def watching_of(member_id: int) -> list[dict[str, object]]:
    """What they watch, and how they are told."""
    rows = db.session.scalars(
        sa.select(Watch)
        .where(Watch.member_id == member_id)
        .order_by(Watch.subject_kind, Watch.subject_id)
    )
    held: list[dict[str, object]] = [
        {
            "watches": f"{row.subject_kind}:{row.subject_id}",
            "whole_branch": row.whole_branch,
            "since": row.begun_at.isoformat(),
        }
        for row in rows
    ]
    one = db.session.get(Receiver, member_id)
    told: dict[str, object] | None
    told = {"mail": one.rhythm, "quiet": f"{one.quiet_from} to {one.quiet_to}"} if one else None
    return [*held, told] if told else held


def erase(member_id: int) -> None:
    """Forget what a member was told and watched, and how they wanted it."""
    for table in (Notice, Choice, Watch, Receiver):
        db.session.execute(sa.delete(table).where(table.member_id == member_id))
    gone = sa.update(Notice).where(Notice.actor_id == member_id)
    db.session.execute(gone.values(actor_id=None))


personal.part("notices", held_about, erase)
personal.part("watching", watching_of)
