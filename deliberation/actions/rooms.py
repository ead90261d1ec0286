"""Admins make national rooms, rename, close and open them. None is ever deleted."""

from __future__ import annotations

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.rules import Power
from core import events
from core.clock import now
from core.db import db
from core.text.slugs import slugify
from deliberation.actions.writing import refuse_if
from deliberation.models import Room
from deliberation.rules.rooms import why_not_room


def make_room(title: str, about: str, by: Viewer) -> Room:
    """Open a new national room. Raises Refused."""
    title = " ".join(title.split())
    refuse_if(_why_not(title, about, by, but=None))
    room = Room(title=title, about=about, slug=_free_slug(title), made_by_id=by.id, made_at=now())
    db.session.add(room)
    events.record("room.made", room, actor_id=by.id)
    return room


def change_room(room: Room, title: str, about: str, by: Viewer, *, is_closed: bool) -> None:
    """Give a room another name or description, close it or open it again. Raises Refused.

    Its address stays. In a closed room people go on reading and replying.
    """
    title = " ".join(title.split())
    refuse_if(_why_not(title, about, by, but=room.id))
    room.title, room.about = title, about
    if is_closed != (room.closed_at is not None):
        room.closed_at = now() if is_closed else None
    events.record(
        "room.changed", room, actor_id=by.id, pages=("site",), title=title, closed=is_closed
    )


def _why_not(title: str, about: str, by: Viewer, *, but: int | None) -> str | None:
    same = sa.select(Room.id).where(
        sa.func.lower(Room.title) == title.lower(), Room.id != (but or 0)
    )
    taken = db.session.scalar(same) is not None
    return why_not_room(may=by.can(Power.MAKE_ROOMS), title=title, about=about, taken=taken)


def _free_slug(title: str) -> str:
    slug = slugify(title)
    begun_alike = sa.select(Room.slug).where(Room.slug.startswith(slug, autoescape=True))
    taken = set(db.session.scalars(begun_alike))
    numbers = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (slug, *numbers) if one not in taken)
