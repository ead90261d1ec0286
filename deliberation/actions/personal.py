"""What calendars and announcements hold about a member, and what goes when they leave."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from core import personal
from core.db import db
from deliberation.models import Announcement, CalendarAddress, CalendarEntry

_MINE: sa.BindParameter[int] = sa.bindparam("member_id")
_ADDED = (
    sa.select(CalendarEntry.title, CalendarEntry.state, CalendarEntry.added_at)
    .where(CalendarEntry.author_id == _MINE)
    .order_by(CalendarEntry.id)
)
_ADDRESS = sa.select(CalendarAddress.made_at).where(CalendarAddress.member_id == _MINE)
_ANNOUNCED = (
    sa.select(Announcement.title, Announcement.posted_at)
    .where(Announcement.author_id == _MINE)
    .order_by(Announcement.id)
)


def calendar_of(member_id: int) -> list[dict[str, Any]]:
    """Entries added, and since when there is a private address. 2 statements."""
    me = {"member_id": member_id}
    added = [
        {"added": title, "state": state, "at": at.isoformat()}
        for title, state, at in db.session.execute(_ADDED, me)
    ]
    address = [
        {"private_address": "made", "at": at.isoformat()} for at in db.session.scalars(_ADDRESS, me)
    ]
    return [*added, *address]


def announcements_of(member_id: int) -> list[dict[str, Any]]:
    """What the member announced as an officer. 1 statement."""
    found = db.session.execute(_ANNOUNCED, {"member_id": member_id})
    return [{"announced": title, "at": at.isoformat()} for title, at in found]


def erase(member_id: int) -> None:
    """The private address. What was entered for all stays."""
    db.session.execute(sa.delete(CalendarAddress).where(CalendarAddress.member_id == member_id))


def register() -> None:
    """Let the account page and the closing of accounts know."""
    personal.part("calendar", calendar_of, erase)
    personal.part("announcements", announcements_of)
