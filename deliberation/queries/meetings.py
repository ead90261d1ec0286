"""Meetings: what each takes up, its record as it is being made, and as it was published."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from accounts.access import Viewer
from accounts.models import Member
from core.clock import now
from core.dates import from_to
from core.db import db
from deliberation.models import (
    CalendarEntry,
    Meeting,
    MeetingCorrection,
    MeetingItem,
    MeetingSignature,
    MeetingStep,
    MeetingVersion,
    Thread,
)
from deliberation.rules.calendar import EntryState
from deliberation.rules.meetings import is_late

Row = dict[str, Any]
RECENT = timedelta(days=2)  # a discussion that came up by itself can be added so long afterwards


def meeting_seen_by(viewer: Viewer, meeting_id: int) -> Meeting | None:
    """A meeting that this person may see; None for others. 1 statement."""
    meeting = db.session.get(Meeting, meeting_id)
    return meeting if meeting is not None and meeting.audience in viewer.audiences() else None


def items_of(meeting_id: int) -> list[MeetingItem]:
    """What a meeting takes up, in the order of taking. 1 statement."""
    items = sa.select(MeetingItem).where(MeetingItem.meeting_id == meeting_id)
    return list(db.session.scalars(items.order_by(MeetingItem.id)))


def signatures_of(meeting_id: int) -> list[Row]:
    """Who signed the record as it is now, the chair first. 1 statement."""
    rows = db.session.execute(
        sa.select(
            MeetingSignature.member_id,
            MeetingSignature.as_chair,
            MeetingSignature.signed_at,
            Member.name,
        )
        .join(Member, Member.id == MeetingSignature.member_id)
        .where(MeetingSignature.meeting_id == meeting_id)
        .order_by(MeetingSignature.as_chair.desc())
    )
    return [dict(row) for row in rows.mappings()]


def steps_of(meeting_id: int) -> list[MeetingStep]:
    """What the chair did in the room, in order. 1 statement."""
    steps = sa.select(MeetingStep).where(MeetingStep.meeting_id == meeting_id)
    return list(db.session.scalars(steps.order_by(MeetingStep.at, MeetingStep.id)))


def said_of(meeting: Meeting) -> Row:
    """The record as plain facts, to be shown and kept. 5 statements."""
    names = sa.select(Member.id, Member.name).where(
        Member.id.in_([meeting.chair_id, meeting.recorded_by_id])
    )
    people = dict(db.session.execute(names).tuples().all())
    steps: dict[str, int] = {}
    for step in steps_of(meeting.id):
        steps[step.step] = steps.get(step.step, 0) + 1
    assert meeting.recorded_at is not None  # noqa: S101 — for the type
    return {
        "attendance": meeting.attendance,
        "guests": meeting.guests,
        "members": meeting.members,
        "chair": people.get(meeting.chair_id or 0, ""),
        "recorded_by": people.get(meeting.recorded_by_id or 0, ""),
        "recorded_at": meeting.recorded_at.isoformat(),
        "late": is_late(ended_at=meeting.entry.ends_at, recorded_at=meeting.recorded_at),
        "steps": steps,
        "signed": [
            {"name": row["name"], "as_chair": row["as_chair"]} for row in signatures_of(meeting.id)
        ],
        "items": [_said_of_item(item) for item in items_of(meeting.id)],
    }


def _said_of_item(item: MeetingItem) -> Row:
    return {
        "thread_id": item.thread_id,
        "title": item.thread.title,
        "only_clp": item.thread.only_clp,
        "decision": item.decision,
        "words": item.words,
        "hands": item.hands,
        "minority": item.minority,
        "minority_declined": item.minority_declined,
    }


def versions_of(meeting_id: int) -> list[MeetingVersion]:
    """The record as it was published, newest first. 1 statement."""
    versions = sa.select(MeetingVersion).where(MeetingVersion.meeting_id == meeting_id)
    return list(db.session.scalars(versions.order_by(MeetingVersion.id.desc()).limit(50)))


def seen(said: Row, viewer: Viewer, clp_id: int) -> Row:
    """The record without discussions that this person may not read, or that are hidden.

    1 statement.
    """
    ids = [item["thread_id"] for item in said["items"]]
    hidden = set(
        db.session.scalars(
            sa.select(Thread.id).where(Thread.id.in_(ids), Thread.hidden_at.is_not(None))
        )
    )
    inside = f"clp:{clp_id}" in viewer.audiences()
    items = [
        item
        for item in said["items"]
        if item["thread_id"] not in hidden and (inside or not item["only_clp"])
    ]
    return {**said, "items": items}


_answerer = aliased(Member)
_CORRECTIONS = (
    sa.select(
        MeetingCorrection.id,
        MeetingCorrection.words,
        MeetingCorrection.made_at,
        MeetingCorrection.answer,
        MeetingCorrection.answered_at,
        Member.name.label("by"),
        _answerer.name.label("answered_by"),
    )
    .join(Member, Member.id == MeetingCorrection.member_id)
    .outerjoin(_answerer, _answerer.id == MeetingCorrection.answered_by_id)
    .where(MeetingCorrection.meeting_id == sa.bindparam("meeting_id"))
    .order_by(MeetingCorrection.id)
    .limit(200)
)


def corrections_of(meeting_id: int) -> list[Row]:
    """What members say is wrong in the record, oldest first. 1 statement."""
    found = db.session.execute(_CORRECTIONS, {"meeting_id": meeting_id}).mappings()
    return [dict(row) for row in found]


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
