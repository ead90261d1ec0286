"""Who is in the room, as far as the chair needs it."""

from __future__ import annotations

from collections import Counter

import sqlalchemy as sa

from core.db import db
from deliberation.models import Speaker
from deliberation.queries.packs import roll_by_group
from deliberation.rules.room import FLOOR, Waiting, band

_SPEAKERS = (
    sa.select(Speaker).where(Speaker.meeting_id == sa.bindparam("meeting_id")).order_by(Speaker.id)
)


def waiting_in(meeting_id: int) -> tuple[list[Waiting], str]:
    """Who wants to speak, and the side that spoke last. 1 statement."""
    everyone = db.session.scalars(_SPEAKERS, {"meeting_id": meeting_id}).all()
    waiting = [
        Waiting(one.id, one.name, one.position, one.spoken, one.asked_at)
        for one in everyone
        if one.asked_at is not None
    ]
    spoke = [(one.spoke_at, one.id, one.position) for one in everyone if one.spoke_at is not None]
    return waiting, max(spoke)[2] if spoke else ""


def heard_in_room(meeting_id: int) -> dict[str, int]:
    """How many people have spoken, by the side they took. 1 statement."""
    everyone = db.session.scalars(_SPEAKERS, {"meeting_id": meeting_id})
    return dict(Counter(one.position for one in everyone if one.spoken))


def groups_of_roll(clp_id: int) -> list[tuple[str, str]]:
    """Groups of the CLP's members and their share in bands; none that is small. 1 statement."""
    return [
        (group, band(count, sum(groups.values())))
        for groups in roll_by_group(clp_id)
        for group, count in groups.items()
        if min(groups.values()) >= FLOOR
    ]
