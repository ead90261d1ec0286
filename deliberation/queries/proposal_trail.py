"""What happened to a proposal: its events, in order, as sentences with dates and links."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from accounts.models import Member
from core.db import db
from core.events import Event
from deliberation.rules import proposal_trail


class Happened(NamedTuple):
    """One step."""

    at: datetime
    words: str
    link: tuple[str, str] | None


_TRAIL = (
    sa.select(Event.at, Event.name, Event.detail, Member.name.label("who"))
    .outerjoin(Member, Member.id == Event.actor_id)
    .where(
        Event.subject_kind == "proposal",
        Event.subject_id == sa.bindparam("proposal_id"),
        Event.name.in_(sorted(proposal_trail.STEPS)),
    )
    .order_by(Event.id)
    .limit(500)
)


def trail(proposal_id: int) -> list[Happened]:
    """Every step of a proposal since it came out, oldest first. 1 statement."""
    return [
        Happened(
            row.at,
            proposal_trail.sentence(row.name, row.detail, who=row.who or ""),
            proposal_trail.link(row.detail),
        )
        for row in db.session.execute(_TRAIL, {"proposal_id": proposal_id})
    ]
