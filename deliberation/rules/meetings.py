"""The record of a meeting: how far it is, who may do what with it, and what its numbers may say.

Pure. A show of hands is kept as it was called out and is part of no other count.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

RECORD_WITHIN = timedelta(hours=48)  # later is marked as late, not refused
CORRECT_FOR = timedelta(days=7)
POSTS_TO_SUGGEST = 40
DAYS_TO_SUGGEST = 14
PROMPTS_TO_SUGGEST = 2
MINORITY_PERCENT = 10
MINORITY_PEOPLE = 2
MOST_OPTIONS = 6
LONGEST_LABEL = 120
LONGEST_WORDS = 10_000
MOST_PEOPLE = 100_000
ABSTAINED = "Abstained"


class State(StrEnum):
    """How far the record of a meeting is."""

    CALLED = "called"  # the meeting takes up discussions; nothing is recorded yet
    RECORDED = "recorded"
    SIGNED = "signed"  # by one of two
    PUBLISHED = "published"


class Act(StrEnum):
    """What moves a record on."""

    RECORD = "record"
    SIGN = "sign"


_NEXT = {
    (State.CALLED, Act.RECORD): State.RECORDED,
    (State.RECORDED, Act.RECORD): State.RECORDED,
    (State.SIGNED, Act.RECORD): State.RECORDED,  # what changes must be signed anew
    (State.PUBLISHED, Act.RECORD): State.RECORDED,
    (State.RECORDED, Act.SIGN): State.SIGNED,
    (State.SIGNED, Act.SIGN): State.PUBLISHED,
}


class Decision(StrEnum):
    """What a meeting made of a discussion."""

    NOTED = "noted"
    STRAW_POLL = "straw poll"
    RESOLUTION = "resolution"


DECISION_WORDS = {
    Decision.NOTED: "Noted: it was talked about, and no vote was taken",
    Decision.STRAW_POLL: "A straw poll by show of hands",
    Decision.RESOLUTION: "A resolution of the meeting",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Who was there: `attendance` counts everyone, `guests` those who are not of the CLP."""

    attendance: int
    guests: int = 0
    members: int = 0  # on the CLP's roll


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was decided about one discussion."""

    decision: Decision
    hands: Mapping[str, int] = field(default_factory=dict)  # by option; ABSTAINED is no option
    minority: str = ""  # what the losing side wants recorded
    minority_declined: bool = False  # they were asked, and did not want to


def after(state: State, act: Act) -> State | None:
    """Where a record is then; None when it cannot be done to a record that is there."""
    return _NEXT.get((state, act))


def why_not_record(
    *,
    is_officer: bool,
    starts_at: datetime,
    cancelled: bool,
    published_at: datetime | None,
    at: datetime,
) -> str | None:
    """The reason this person may not write or change the record now; None when they may."""
    if not is_officer:
        return "Only an officer of the CLP records its meetings."
    if cancelled:
        return "This meeting was cancelled, so there is nothing to record."
    if at < starts_at:
        return "The meeting has not begun. Record it when it is over."
    if published_at is not None and at - published_at > CORRECT_FOR:
        return f"A record stands as it is {CORRECT_FOR.days} days after it was published."
    return None


def is_late(*, ended_at: datetime, recorded_at: datetime) -> bool:
    """Whether it was recorded later than people's memories are good for."""
    return recorded_at - ended_at > RECORD_WITHIN


def why_not_sign(
    *,
    state: State,
    is_own_clp: bool,
    is_chair: bool,
    has_chair_signed: bool,
    has_other_signed: bool,
    has_signed: bool,
) -> str | None:
    """The reason this person may not sign the record; None when they may.

    The chair signs, and one other member: two different people.
    """
    if after(state, Act.SIGN) is None:
        return "There is nothing to sign now."
    if not is_own_clp:
        return "Only members of the CLP that met can sign its record."
    if has_signed:
        return "You have signed this record. Somebody else must sign it too."
    if is_chair and has_chair_signed:
        return "The chair has signed this record."
    if not is_chair and has_other_signed:
        return "Another member has signed this record. It waits for the chair."
    return None


def why_not_correct(*, is_own_clp: bool, published_at: datetime | None, at: datetime) -> str | None:
    """The reason this person may not ask for a correction; None when they may."""
    if not is_own_clp:
        return "Only members of the CLP that met can correct its record."
    if published_at is None:
        return "The record has not been published yet."
    if at - published_at > CORRECT_FOR:
        return f"A record can be corrected for {CORRECT_FOR.days} days. That time is over."
    return None


def why_not_room(room: Room) -> str | None:
    """The reason these numbers of people cannot be right; None when they can."""
    if not 1 <= room.attendance <= MOST_PEOPLE:
        return "Give the number of people who were there, everyone counted."
    if not 0 <= room.guests <= room.attendance:
        return "There cannot be more guests than people in the room."
    if room.attendance - room.guests > room.members:
        return (
            f"{room.attendance - room.guests:,} members were counted, and the CLP has "
            f"{room.members:,}. State how many were guests, or count again."
        )
    return None


def why_not_outcome(outcome: Outcome, room: Room) -> str | None:
    """The reason what was decided cannot be recorded so; None when it can."""
    return why_not_hands(outcome, room) or why_not_minority(outcome)


def why_not_hands(outcome: Outcome, room: Room) -> str | None:
    """The reason this count of hands cannot be right; None when it can."""
    hands = outcome.hands
    total = sum(hands.values())
    faults = {
        "Where no vote was taken there are no hands to count.": (
            outcome.decision is Decision.NOTED and bool(hands)
        ),
        "Count the hands for each option; there are at least two.": (
            outcome.decision is not Decision.NOTED and len({*hands} - {ABSTAINED}) < 2  # noqa: PLR2004
        ),
        f"Count the hands for {MOST_OPTIONS} options at most.": len(hands) > MOST_OPTIONS,
        f"Name each option in 1 to {LONGEST_LABEL} characters.": any(
            not label.strip() or len(label) > LONGEST_LABEL for label in hands
        ),
        "A number of hands cannot be less than none.": min(hands.values(), default=0) < 0,
        f"{total:,} hands were counted and {room.attendance:,} people were there. "
        "Nobody is counted twice: check the numbers.": total > room.attendance,
        "No hand was counted. If no vote was taken, choose that.": bool(hands) and total == 0,
    }
    return next((sentence for sentence, is_so in faults.items() if is_so), None)


def losing_side(hands: Mapping[str, int]) -> tuple[int, int]:
    """How many hands went to other options than the one with most, and how many there were.

    Who abstained is on neither side. At a tie, every side but one has lost.
    """
    counts = sorted(count for label, count in hands.items() if label != ABSTAINED)
    return sum(counts[:-1]), sum(counts)


def offers_minority(hands: Mapping[str, int]) -> bool:
    """Whether the losing side is offered a statement: two people, or 10 %."""
    lost, total = losing_side(hands)
    return lost >= MINORITY_PEOPLE or (lost > 0 and 100 * lost >= MINORITY_PERCENT * total)


def why_not_minority(outcome: Outcome) -> str | None:
    """The reason the minority has not been heard yet; None when it has, or there is none."""
    if outcome.minority and outcome.minority_declined:
        return "Either write the minority’s statement, or tick that they did not want one."
    if not offers_minority(outcome.hands) or outcome.minority or outcome.minority_declined:
        return None
    lost, total = losing_side(outcome.hands)
    return (
        f"{lost:,} of {total:,} were on the losing side. Write their statement, "
        "or tick that they were offered one and did not want it."
    )


def suggests_meeting(*, posts: int, days: float, prompts: int) -> str:
    """Why this discussion should go to a meeting, said by the site itself; "" for no reason yet."""
    if posts >= POSTS_TO_SUGGEST:
        return f"There are {posts:,} posts here. People may get further in a room."
    if prompts >= PROMPTS_TO_SUGGEST:
        return "More than one view is missing here. People may be heard in a room."
    if days >= DAYS_TO_SUGGEST:
        return f"This has been going on for {int(days)} days. People may get further in a room."
    return ""
