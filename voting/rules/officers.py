"""What officers do to a poll, how many it takes, and by when. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from voting.rules.states import KeyWith, State

SHORTEST_PASSPHRASE = 16  # characters: four words
LONGEST_PASSPHRASE = 200
LONGEST_REASON = 500
NOT_YOURS = "Only the officers of this poll can do that."


class Act(StrEnum):
    """What is done to a poll after it has opened."""

    CLOSE = "close"
    COUNT = "count"
    PUBLISH = "publish"
    PURGE = "purge"
    VOID = "void"

    @property
    def takes_two(self) -> bool:
        """Whether it cannot be taken back, so that two different people must do it."""
        return self in {Act.CLOSE, Act.PURGE, Act.VOID}

    @property
    def words(self) -> str:
        """As a thing to do."""
        return _WORDS[self][0]

    @property
    def done(self) -> str:
        """As a thing that was done."""
        return _WORDS[self][1]


_WORDS = {
    Act.CLOSE: ("Close it now, before its time", "Closed before its time"),
    Act.COUNT: ("Count it", "Counted"),
    Act.PUBLISH: ("Publish the result", "Published"),
    Act.PURGE: (
        "Destroy the locked votes, their keys and the list of who took part",
        "Locked votes, their keys and the list of who took part destroyed",
    ),
    Act.VOID: (
        "Declare it void, and destroy the votes uncounted",
        "Declared void, and the votes destroyed uncounted",
    ),
}


_TOO_LATE_OR_SOON = {
    Act.CLOSE: "Only an open poll can be closed.",
    Act.COUNT: "This poll has been counted already.",
    Act.VOID: "Only a poll that has closed and cannot be counted is declared void.",
    Act.PUBLISH: "Count the poll first.",
}


@dataclass(frozen=True, slots=True)
class Deadlines:
    """When the site does by itself what officers have not done."""

    objections_until: datetime | None  # None: it has not been counted
    publish_by: datetime | None  # None: nothing waits to be published
    purge_by: datetime


def deadlines(
    *,
    closes_at: datetime,
    tallied_at: datetime | None,
    counted_at: datetime | None,
    objections_for: timedelta,
    publish_within: timedelta,
    purge_within: timedelta,
) -> Deadlines:
    """The dates of a poll; a late count moves its purge, for objections always get their time."""
    over = counted_at + objections_for if counted_at else None
    latest = closes_at + purge_within
    return Deadlines(
        objections_until=over,
        publish_by=tallied_at + publish_within if tallied_at and not counted_at else None,
        purge_by=max(latest, over) if over else latest,
    )


def why_not_act(act: Act, *, may: bool, state: State, is_tallied: bool) -> str | None:
    """The reason this officer may not do this to the poll now; None when they may."""
    if not may:
        return NOT_YOURS
    if state is State.VOID:
        return "This poll is void, and its votes are destroyed."
    refused = {
        Act.CLOSE: state is not State.OPEN,
        Act.COUNT: is_tallied,
        Act.VOID: state is not State.CLOSED or is_tallied,
        Act.PUBLISH: state is State.CLOSED and not is_tallied,
    }
    return _TOO_LATE_OR_SOON[act] if refused.get(act) else None


def why_not_reason(act: Act, reason: str) -> str | None:
    """The reason why not this reason; closing early and giving up are said to everybody."""
    if act in {Act.CLOSE, Act.VOID} and not reason.strip():
        return "Give the reason. Everybody can read it."
    if len(reason) > LONGEST_REASON:
        return f"Give the reason in at most {LONGEST_REASON} characters."
    return None


def why_not_confirm(*, asked_by: int | None, person: int | None) -> str | None:
    """The reason this person may not do along what another asked; None when they may."""
    if asked_by is None:
        return "Nobody has asked for this, or it has been done."
    if asked_by == person:
        return "This takes two people. Another officer must do it with you."
    return None


def why_not_officers(
    *, may_open: bool, state: State, key_with: KeyWith, chosen: Collection[int], may: set[int]
) -> str | None:
    """The reason these may not hold the key of the poll together; None when they may."""
    if not may_open:
        return "Only people who can open this poll choose its officers."
    if state is not State.DRAFT:
        return "The officers of a poll cannot be changed once it has opened."
    if key_with is not KeyWith.OFFICERS:
        return "The key of this poll is kept by the site."
    if len(set(chosen)) != 2:  # noqa: PLR2004 — two officers
        return "Choose two different people."
    if not may.issuperset(chosen):
        return "Choose people who may count this poll."
    return None


def why_not_passphrase(typed: str, again: str) -> str | None:
    """The reason this cannot be a passphrase; None when it can."""
    if len(typed) < SHORTEST_PASSPHRASE:
        return (
            f"Use at least {SHORTEST_PASSPHRASE} characters. Four or five words drawn by chance "
            "are a good choice."
        )
    if len(typed) > LONGEST_PASSPHRASE:
        return f"Use at most {LONGEST_PASSPHRASE} characters."
    if typed != again:
        return "The two do not agree. Type the passphrase twice."
    return None
