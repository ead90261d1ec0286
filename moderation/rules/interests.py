"""Interests that members declare: what they are, whom they concern, and from when to when."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.dates import day

LONGEST = 300  # characters of what is said about one
MOST = 50  # in force at a time, by one member


class Tie(StrEnum):
    """What makes a member no neutral judge."""

    CANDIDATE = "candidate"
    SAME_SLATE = "same_slate"
    CLOSE = "close"
    PAID = "paid"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Tie.CANDIDATE: "Candidate",
    Tie.SAME_SLATE: "On the same slate",
    Tie.CLOSE: "Family, friend or close colleague",
    Tie.PAID: "Paid by, or working for",
    Tie.OTHER: "Another interest",
}


class About(StrEnum):
    """What an interest can be about."""

    MEMBER = "member"
    TOPIC = "topic"
    CLP = "clp"


@dataclass(frozen=True, slots=True)
class Declared:
    """One interest as the rules look at it."""

    member_id: int
    tie: Tie
    about: About
    about_id: int
    since: date
    until: date | None
    ended_on: date | None

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds; None when it has none yet."""
        ends = [one for one in (self.until, self.ended_on) if one is not None]
        return min(ends) if ends else None

    def held_between(self, first: date, last: date) -> bool:
        """Whether it held on any of these days: one that ended while a case waited still counts."""
        return self.since <= last and (self.last_day is None or self.last_day >= first)


def why_not_declare(
    *, tie: Tie, about_self: bool, since: date, until: date | None, today: date, in_force: int
) -> str | None:
    """The reason this may not be declared so."""
    if about_self and tie is not Tie.CANDIDATE:
        return "That is your own name. Choose whom or what you have an interest in."
    if since > today:
        return "An interest is declared when it has begun. Give today or a day before."
    if until is not None and until < today:
        return "Its last day has passed. Leave the last day empty if it still holds."
    if in_force >= MOST:
        return f"You have declared {MOST} interests. End those that no longer hold first."
    return None


def why_not_end(*, is_own: bool, has_ended: bool) -> str | None:
    """The reason this person may not end it."""
    if not is_own:
        return "Only who declared an interest can end it."
    return "This interest has ended already." if has_ended else None


def why_conflicted(
    interests: Collection[Declared],
    *,
    steward_id: int,
    concerned: Collection[int],
    clp_id: int | None,
    topics: Collection[int],
    first: date,
    last: date,
) -> str:
    """The sentence of the first interest that touches a case; "" when none does.

    `concerned` wrote it or is its target; `topics` are its own and those above it; `first` to
    `last` are the days since the case was opened. What another member declared about the steward
    counts like what the steward declared about them.
    """
    reach: dict[About, set[int | None]] = {
        About.MEMBER: set(concerned),
        About.TOPIC: set(topics),
        About.CLP: {clp_id},
    }
    for one in interests:
        if not one.held_between(first, last):
            continue
        if one.member_id == steward_id and one.about_id in reach[one.about]:
            return f"You declared it yourself: {_WORDS[one.about].format(one.tie.label.lower())}."
        is_about_steward = one.about is About.MEMBER and one.about_id == steward_id
        if is_about_steward and one.member_id in concerned:
            return f"The person whom it concerns declared it: {one.tie.label.lower()}, and you."
    return ""


_WORDS = {
    About.MEMBER: "{}, and the person whom the case concerns",
    About.TOPIC: "{}, and the topic that the case is about",
    About.CLP: "{}, and the CLP that the case comes from",
}


def dates_of(since: date, last_day: date | None) -> str:
    """From when to when, in words."""
    return f"from {day(since)} to {day(last_day)}" if last_day else f"since {day(since)}"
