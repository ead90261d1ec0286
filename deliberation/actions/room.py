"""What the chair does while the meeting lasts: the list of speakers, and the steps."""

from __future__ import annotations

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.rules import Power
from core import events
from core.clock import now
from core.db import db
from core.errors import Refused
from deliberation.models import Meeting, MeetingStep, Speaker
from deliberation.rules import SIDES
from deliberation.rules.meetings import MOST_PEOPLE
from deliberation.rules.room import LONGEST_NAME, Step

MOST_SPEAKERS = 300


def may_chair(meeting: Meeting, by: Viewer) -> bool:
    """Whether this person may use the chair's page: an officer of the CLP, or the chair."""
    return by.can(Power.NOTICES, clp_id=meeting.clp_id) or (
        by.id is not None and by.id == meeting.chair_id
    )


def wants_to_speak(meeting: Meeting, name: str, position: str, *, by: Viewer) -> Speaker:
    """Put somebody on the list, or back on it, by the name the chair calls them. Raises Refused."""
    _check(meeting, by)
    name = " ".join(name.split())
    if not 1 <= len(name) <= LONGEST_NAME:
        raise Refused(f"Write who wants to speak, in {LONGEST_NAME} characters at most.")
    if position not in {"", *(side.value for side in SIDES)}:
        raise Refused("Choose for, against, unsure or none.")
    everyone = db.session.scalars(
        sa.select(Speaker).where(Speaker.meeting_id == meeting.id).order_by(Speaker.id)
    ).all()
    speaker = next((one for one in everyone if one.name.casefold() == name.casefold()), None)
    if speaker is None and len(everyone) >= MOST_SPEAKERS:
        raise Refused(f"The list holds {MOST_SPEAKERS} people at most.")
    if speaker is None:
        speaker = Speaker(meeting_id=meeting.id, name=name)
        db.session.add(speaker)
    speaker.position, speaker.asked_at = position, now()
    db.session.flush()
    return speaker


def has_spoken(meeting: Meeting, speaker: Speaker, *, by: Viewer) -> None:
    """They have had their turn. Raises Refused."""
    _check(meeting, by)
    if speaker.asked_at is not None:
        speaker.spoken += 1
        speaker.asked_at, speaker.spoke_at = None, now()


def stands_back(meeting: Meeting, speaker: Speaker, *, by: Viewer) -> None:
    """They do not want to speak any more. Raises Refused."""
    _check(meeting, by)
    speaker.asked_at = None


def take_step(meeting: Meeting, step: Step, *, by: Viewer) -> None:
    """Note that the chair did this, now; the record will say so. Raises Refused."""
    _check(meeting, by)
    db.session.add(MeetingStep(meeting_id=meeting.id, step=step.value, at=now()))
    events.record("meeting.step_taken", meeting, actor_id=by.id, step=step.name.lower())


def count_room(meeting: Meeting, present: int, *, by: Viewer) -> None:
    """So many members are here. Raises Refused."""
    _check(meeting, by)
    if not 0 <= present <= MOST_PEOPLE:
        raise Refused("Give the number of members who are here.")
    meeting.present = present


def _check(meeting: Meeting, by: Viewer) -> None:
    if not may_chair(meeting, by):
        raise Refused("Only the chair and officers of the CLP use this page.")
    if meeting.published_at is not None:
        raise Refused("The record of this meeting is published; the meeting is over.")
