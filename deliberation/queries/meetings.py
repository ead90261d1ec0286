"""Meetings as they are listed: by thread, by CLP, to choose from."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.models import Member
from core.clock import now
from core.dates import from_to
from core.db import db
from deliberation.models import (
    CalendarEntry,
    Meeting,
    MeetingItem,
    MeetingVersion,
    Thread,
)
from deliberation.rules.calendar import EntryState

Row = dict[str, Any]
RECENT = timedelta(days=2)  # a discussion that came up by itself can be added so long afterwards


def meeting_seen_by(viewer: Viewer, meeting_id: int) -> Meeting | None:
    """A meeting that this person may see; None for others. 1 statement."""
    meeting = db.session.get(Meeting, meeting_id)
    return meeting if meeting is not None and meeting.audience in viewer.audiences() else None


_NEWEST = (
    sa.select(MeetingVersion.said)
    .where(MeetingVersion.meeting_id == Meeting.id)
    .order_by(MeetingVersion.id.desc())
    .limit(1)
    .correlate(Meeting)
    .scalar_subquery()
)
_ROWS = (
    sa.select(
        Meeting.id,
        Meeting.state,
        Meeting.published_at,
        CalendarEntry.title,
        CalendarEntry.starts_at,
        CalendarEntry.ends_at,
        CalendarEntry.venue,
        CalendarEntry.clp_id,
    )
    .join(CalendarEntry, CalendarEntry.id == Meeting.entry_id)
    .where(Meeting.hidden_at.is_(None), CalendarEntry.is_shown())
)
_OF_THREAD = (
    _ROWS.add_columns(_NEWEST.label("said"))
    .join(MeetingItem, MeetingItem.meeting_id == Meeting.id)
    .join(Thread, Thread.id == MeetingItem.thread_id)
    .where(
        MeetingItem.thread_id == sa.bindparam("thread_id"),
        CalendarEntry.state == EntryState.APPROVED,
        sa.or_(CalendarEntry.only_clp.is_(sa.false()), Thread.only_clp),
    )
    .order_by(CalendarEntry.starts_at.desc(), Meeting.id.desc())
    .limit(20)
)
_OF_CLP = (
    _ROWS.where(
        Meeting.clp_id == sa.bindparam("clp_id"),
        sa.or_(
            CalendarEntry.only_clp.is_(sa.false()),
            Meeting.clp_id == sa.bindparam("own_clp_id", type_=sa.Integer),
        ),
    )
    .order_by(CalendarEntry.starts_at.desc(), Meeting.id.desc())
    .limit(sa.bindparam("most"))
)


_OF_ENTRY = _ROWS.where(Meeting.entry_id == sa.bindparam("entry_id"))


def of_entry(entry_id: int) -> Row | None:
    """The meeting of an entry of the calendar, if it takes up a discussion. 1 statement."""
    row = db.session.execute(_OF_ENTRY, {"entry_id": entry_id}).mappings().first()
    return _shown(row) if row else None


def of_thread(thread_id: int) -> list[Row]:
    """The meetings that take up a thread, newest first, each with what came of it. 1 statement.

    `outcome` is what was published about this thread; None before that.
    """
    rows = db.session.execute(_OF_THREAD, {"thread_id": thread_id}).mappings()
    return [{**_shown(row), "outcome": _about(row["said"], thread_id)} for row in rows]


def _about(said: Row | None, thread_id: int) -> Row | None:
    if said is None:
        return None
    item = next((one for one in said["items"] if one["thread_id"] == thread_id), None)
    return {**item, "attendance": said["attendance"], "members": said["members"]} if item else None


def of_clp(clp_id: int, *, own_clp_id: int | None, most: int = 50) -> list[Row]:
    """The meetings of a CLP that take up discussions, newest first. 1 statement."""
    facts = {"clp_id": clp_id, "own_clp_id": own_clp_id, "most": most}
    return [_shown(row) for row in db.session.execute(_OF_CLP, facts).mappings()]


def _shown(row: sa.RowMapping) -> Row:
    return {
        **row,
        "url": f"/meetings/{row['id']}",
        "when": from_to(row["starts_at"], row["ends_at"]),
        "is_ahead": row["ends_at"] > now(),
    }


_TO_CHOOSE = (
    sa.select(
        CalendarEntry.id,
        CalendarEntry.title,
        CalendarEntry.starts_at,
        CalendarEntry.ends_at,
        CalendarEntry.clp_id,
    )
    .where(
        CalendarEntry.clp_id.in_(sa.bindparam("clp_ids", expanding=True)),
        CalendarEntry.is_meeting,
        CalendarEntry.state == EntryState.APPROVED,
        CalendarEntry.hidden_at.is_(None),
        CalendarEntry.ends_at > sa.bindparam("after"),
    )
    .order_by(CalendarEntry.starts_at, CalendarEntry.id)
    .limit(50)
)


def to_choose(clp_ids: Collection[int]) -> list[Row]:
    """The coming meetings of these CLPs, and those just over, earliest first. 1 statement."""
    facts = {"clp_ids": list(clp_ids), "after": now() - RECENT}
    found = db.session.execute(_TO_CHOOSE, facts).mappings()
    return [{**row, "when": from_to(row["starts_at"], row["ends_at"])} for row in found]


_MEMBERS = (
    sa.select(sa.func.count())
    .select_from(Member)
    .where(Member.clp_id == sa.bindparam("clp_id"), Member.membership_number.is_not(None))
)


def members_of(clp_id: int) -> int:
    """How many are on the roll of a CLP. 1 statement."""
    return db.session.scalar(_MEMBERS, {"clp_id": clp_id}) or 0
