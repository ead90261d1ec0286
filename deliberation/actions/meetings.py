"""Taking discussions to a meeting; recording, signing and correcting what came of them."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from accounts.access import Viewer
from accounts.models import Member, RoleGrant
from accounts.rules import Power, Role
from core import events
from core.clock import now
from core.db import Model, db
from core.errors import Refused
from deliberation.actions.writing import refuse_if
from deliberation.models import (
    CalendarEntry,
    Meeting,
    MeetingCorrection,
    MeetingItem,
    MeetingSignature,
    MeetingVersion,
    Speaker,
    Thread,
)
from deliberation.queries.meetings import members_of
from deliberation.queries.records import items_of, said_of, signatures_of
from deliberation.rules import meetings as rules
from deliberation.rules import why_not_text
from deliberation.rules.calendar import EntryState
from deliberation.rules.meetings import Act, Outcome, Room, State
from notices.actions import tell, tell_members
from notices.rules import Why


def take_to_meeting(thread: Thread, entry: CalendarEntry, *, by: Viewer) -> Meeting:
    """Put a discussion before a meeting of a CLP; twice changes nothing. Raises Refused."""
    refuse_if(why_not_take(thread, entry, by))
    meeting, is_new = _take(thread, entry, by=by)
    if is_new:
        events.record("meeting.took_up", meeting, actor_id=by.id, thread=thread.id)
    return meeting


def put_before_meeting(
    thread: Thread, entry: CalendarEntry, missing: str, *, by: Viewer
) -> Meeting:
    """A steward puts a discussion before a meeting, with what is missing in it; officers are told.

    Raises Refused.
    """
    may = entry.clp_id is not None and by.can(Power.MODERATE, clp_id=entry.clp_id)
    refuse_if(
        None if may else "Choose a meeting of a CLP whose cases you decide.",
        _why_not_there(thread, entry, by),
    )
    meeting, is_new = _take(thread, entry, by=by)
    db.session.execute(
        sa.update(MeetingItem)
        .where(MeetingItem.meeting_id == meeting.id, MeetingItem.thread_id == thread.id)
        .values(missing=missing)
    )
    if is_new:
        events.record("meeting.took_up", meeting, actor_id=by.id, thread=thread.id)
    words = f"Stewards put “{thread.title}” on its agenda, with what is missing in it."
    tell(officers_of(entry.clp_id), Why.MEETING, meeting, words=words, by=by.id)
    return meeting


def officers_of(clp_id: int | None) -> list[int]:
    """Who holds the role of an officer of this CLP. 1 statement."""
    return list(
        db.session.scalars(
            sa.select(RoleGrant.member_id).where(
                RoleGrant.clp_id == clp_id,
                RoleGrant.role == Role.OFFICER.value,
                RoleGrant.ended_at.is_(None),
            )
        )
    )


def _take(thread: Thread, entry: CalendarEntry, *, by: Viewer) -> tuple[Meeting, bool]:
    """The meeting with this discussion among its items, and whether that is new."""
    _add(Meeting, {"entry_id": entry.id, "clp_id": entry.clp_id, "state": State.CALLED.value})
    meeting = _locked(Meeting.entry_id == entry.id)
    facts = {"meeting_id": meeting.id, "thread_id": thread.id, "hands": [], "words": ""}
    is_new = _add(
        MeetingItem,
        {**facts, "minority": "", "minority_declined": False, "taken_by_id": by.id, "missing": ""}
        | {"taken_at": now()},
    )
    return meeting, is_new


def why_not_take(thread: Thread, entry: CalendarEntry, by: Viewer) -> str | None:
    """The reason this person may not take this discussion there; None when they may."""
    if entry.clp_id is None or not by.can(Power.NOTICES, clp_id=entry.clp_id):
        return "Only an officer of the CLP takes a discussion to its meetings."
    return _why_not_there(thread, entry, by)


def _why_not_there(thread: Thread, entry: CalendarEntry, by: Viewer) -> str | None:
    if not entry.is_meeting or entry.state != EntryState.APPROVED or entry.hidden_at is not None:
        return "Choose a meeting that stands in the calendar of your CLP."
    if thread.hidden_at is not None or thread.audience not in by.audiences():
        return "This discussion cannot be taken to a meeting."
    if thread.only_clp and thread.clp_id != entry.clp_id:
        return "This discussion is for the members of one CLP."
    return None


def _add(model: type[Model], facts: Mapping[str, object]) -> bool:
    """Add a row unless it is there; whether it is new."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    adding = insert(model).values(**_with_defaults(model, facts)).on_conflict_do_nothing()
    return db.session.execute(adding.returning(sa.literal(1))).first() is not None


def _with_defaults(model: type[Model], facts: Mapping[str, object]) -> dict[str, object]:
    counts = {"guests": 0, "members": 0, "present": 0} if model is Meeting else {}
    return {**counts, **facts}


def _locked(which: sa.ColumnElement[bool]) -> Meeting:
    """The meeting, read again, and nobody else's until the end of the transaction."""
    return db.session.scalars(
        sa.select(Meeting)
        .where(which)
        .with_for_update(of=Meeting)
        .execution_options(populate_existing=True)
    ).one()


def record(
    meeting: Meeting,
    *,
    attendance: int,
    guests: int,
    chair_id: int,
    outcomes: Mapping[int, tuple[Outcome, str]],
    by: Viewer,
) -> None:
    """Write down what came of a meeting: for each item (by id) its outcome and words.

    Signatures on what it said before lapse, and the chair is asked to sign. Raises Refused.
    """
    meeting = _locked(Meeting.id == meeting.id)
    room = Room(attendance=attendance, guests=guests, members=members_of(meeting.clp_id))
    items = items_of(meeting.id)
    refuse_if(
        why_not_record(meeting, by),
        rules.why_not_room(room),
        _why_not_chair(meeting, chair_id),
        *(_why_not_item(outcomes, item, room) for item in items),
    )
    state = rules.after(State(meeting.state), Act.RECORD)
    assert state is not None  # noqa: S101 — a record can be written in every state
    meeting.state = state.value
    meeting.attendance, meeting.guests, meeting.members = attendance, guests, room.members
    meeting.chair_id, meeting.recorded_by_id, meeting.recorded_at = chair_id, by.id, now()
    for item in items:
        _write_item(item, *outcomes[item.id])
    db.session.execute(sa.delete(MeetingSignature).where(MeetingSignature.meeting_id == meeting.id))
    events.record("meeting.recorded", meeting, actor_id=by.id)
    tell([chair_id], Why.MEETING, meeting, words="Please read its record and sign it.", by=by.id)


def _why_not_chair(meeting: Meeting, chair_id: int) -> str | None:
    chair = db.session.get(Member, chair_id)
    if chair is None or chair.clp_id != meeting.clp_id or not chair.on_roll:
        return "The chair must be a member of the CLP that met."
    if chair.password_hash is None:
        return f"{chair.name} has no account here, so cannot sign. Name who else took the chair."
    return None


def _why_not_item(
    outcomes: Mapping[int, tuple[Outcome, str]], item: MeetingItem, room: Room
) -> str | None:
    if item.id not in outcomes:
        return f"Say what came of “{item.thread.title}”."
    outcome, words = outcomes[item.id]
    if len(words) > rules.LONGEST_WORDS or len(outcome.minority) > rules.LONGEST_WORDS:
        return f"A text of the record can be {rules.LONGEST_WORDS:,} characters long."
    reason = rules.why_not_outcome(outcome, room)
    return f"“{item.thread.title}”: {reason}" if reason else None


def _write_item(item: MeetingItem, outcome: Outcome, words: str) -> None:
    item.decision, item.words = outcome.decision.value, words
    item.hands = [[label, count] for label, count in outcome.hands.items()]
    item.minority, item.minority_declined = outcome.minority, outcome.minority_declined


def why_not_record(meeting: Meeting, by: Viewer) -> str | None:
    """The reason this person may not write the record now; None when they may."""
    return rules.why_not_record(
        is_officer=by.can(Power.NOTICES, clp_id=meeting.clp_id),
        starts_at=meeting.entry.starts_at,
        cancelled=meeting.entry.state == EntryState.CANCELLED,
        published_at=meeting.published_at,
        at=now(),
    )


def sign(meeting: Meeting, *, by: Viewer) -> None:
    """Say that the record is right. The second signature publishes it. Raises Refused."""
    meeting = _locked(Meeting.id == meeting.id)
    refuse_if(why_not_sign(meeting, by))
    state = rules.after(State(meeting.state), Act.SIGN)
    if state is None or by.id is None:
        raise Refused("There is nothing to sign now.")
    meeting.state = state.value
    db.session.add(
        MeetingSignature(
            meeting_id=meeting.id,
            member_id=by.id,
            as_chair=by.id == meeting.chair_id,
            signed_at=now(),
        )
    )
    events.record("meeting.signed", meeting, actor_id=by.id)
    if state is State.PUBLISHED:
        _publish(meeting, by)


def why_not_sign(meeting: Meeting, by: Viewer) -> str | None:
    """The reason this person may not sign the record; None when they may. 1 statement."""
    signatures = signatures_of(meeting.id)
    return rules.why_not_sign(
        state=State(meeting.state),
        is_own_clp=by.is_member and by.clp_id == meeting.clp_id,
        is_chair=by.id is not None and by.id == meeting.chair_id,
        has_chair_signed=any(row["as_chair"] for row in signatures),
        has_other_signed=any(not row["as_chair"] for row in signatures),
        has_signed=any(row["member_id"] == by.id for row in signatures),
    )


def _publish(meeting: Meeting, by: Viewer) -> None:
    meeting.published_at = meeting.published_at or now()
    db.session.flush()
    said = said_of(meeting)
    db.session.add(MeetingVersion(meeting_id=meeting.id, said=said, published_at=now()))
    # Who wanted to speak was the room's own; what was said of it stands in the record.
    db.session.execute(sa.delete(Speaker).where(Speaker.meeting_id == meeting.id))
    events.record("meeting.published", meeting, actor_id=by.id)
    tell_members(
        Why.MEETING,
        meeting,
        clp_id=meeting.clp_id,
        words="Its record is published. Members can correct it for 7 days.",
        by=by.id,
    )


def ask_correction(meeting: Meeting, words: str, *, by: Viewer) -> MeetingCorrection:
    """Say what is wrong in a published record: public, under the member's name. Raises Refused."""
    refuse_if(why_not_correct(meeting, by), why_not_text(words))
    if by.id is None:
        raise Refused("Sign in first.")
    asked = MeetingCorrection(meeting_id=meeting.id, member_id=by.id, words=words, made_at=now())
    db.session.add(asked)
    events.record("meeting.correction_asked", meeting, actor_id=by.id)
    tell(
        [meeting.recorded_by_id, meeting.chair_id],
        Why.MEETING,
        meeting,
        words="A member says that something in its record is wrong.",
        by=by.id,
    )
    return asked


def why_not_correct(meeting: Meeting, by: Viewer) -> str | None:
    """The reason this person may not ask for a correction; None when they may."""
    return rules.why_not_correct(
        is_own_clp=by.is_member and by.clp_id == meeting.clp_id,
        published_at=meeting.published_at,
        at=now(),
    )


def answer_correction(
    meeting: Meeting, asked: MeetingCorrection, answer: str, *, by: Viewer
) -> None:
    """Answer a member's correction, once, in public. Raises Refused."""
    if not by.can(Power.NOTICES, clp_id=meeting.clp_id):
        raise Refused("Only an officer of the CLP answers corrections of its records.")
    if asked.meeting_id != meeting.id or asked.answer:
        raise Refused("This correction has been answered already.")
    refuse_if(why_not_text(answer))
    asked.answer, asked.answered_by_id, asked.answered_at = answer, by.id, now()
    events.record("meeting.correction_answered", meeting, actor_id=by.id)
    tell([asked.member_id], Why.DECIDED, meeting, words="Your correction is answered.", by=by.id)
