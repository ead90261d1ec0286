"""The record of a meeting: as it is being made, as it was published, and what is wrong in it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from accounts.access import Viewer
from accounts.models import Member
from core.db import db
from deliberation.models import (
    Meeting,
    MeetingCorrection,
    MeetingItem,
    MeetingSignature,
    MeetingStep,
    MeetingVersion,
    Thread,
)
from deliberation.rules.meetings import is_late

Row = dict[str, Any]


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
    people = {row.id: row.name for row in db.session.execute(names)}
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


def held_about(member_id: int) -> list[Row]:
    """What meetings hold about a member, for the member: signatures and corrections. 2 statements.

    Names of speakers are not members' names: they are whatever a chair called somebody.
    """
    signed = sa.select(MeetingSignature.meeting_id, MeetingSignature.signed_at).where(
        MeetingSignature.member_id == member_id
    )
    asked = sa.select(
        MeetingCorrection.meeting_id, MeetingCorrection.words, MeetingCorrection.made_at
    ).where(MeetingCorrection.member_id == member_id)
    return [
        *(
            {"meeting": f"/meetings/{row.meeting_id}", "signed_at": row.signed_at.isoformat()}
            for row in db.session.execute(signed.order_by(MeetingSignature.meeting_id))
        ),
        *(
            {"meeting": f"/meetings/{row.meeting_id}", "correction": row.words}
            for row in db.session.execute(asked.order_by(MeetingCorrection.id))
        ),
    ]
