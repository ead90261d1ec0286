"""What may be suggested, and how it is decided. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

MOST_OPEN = 20  # open suggestions of one member
CLAIM_LASTS = timedelta(minutes=30)
DUE_AFTER = timedelta(days=7)  # a suggestion older than this is marked as waiting too long


class AsksFor(StrEnum):
    """What a suggestion asks the editors for."""

    ARGUMENT = "argument"
    OPTION = "option"
    WORDING = "wording"
    TOPIC = "topic"

    @property
    def words(self) -> str:
        """As people read it."""
        return {
            "argument": "New argument",
            "option": "New option",
            "wording": "Better wording",
            "topic": "New topic",
        }[self.value]


class State(StrEnum):
    """How far a suggestion has come."""

    OPEN = "open"
    CLAIMED = "claimed"
    ACCEPTED = "accepted"
    CHANGED = "accepted_with_changes"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"

    @property
    def words(self) -> str:
        """As people read it."""
        return {
            "open": "waiting",
            "claimed": "being read",
            "accepted_with_changes": "accepted with changes",
        }.get(self.value, self.value)


WAITING = frozenset({State.OPEN, State.CLAIMED})
TAKEN_IN = frozenset({State.ACCEPTED, State.CHANGED})


class DeclineReason(StrEnum):
    """The only reasons to decline. “Unpopular” and “against our policy” are not among them."""

    SAME = "same"
    MOVED = "moved"
    ABUSIVE = "abusive"
    UNREADABLE = "unreadable"
    UNSOURCED = "unsourced"

    @property
    def words(self) -> str:
        """As the member reads it."""
        return {
            "same": "It is in the wiki already",
            "moved": "It belongs to another topic",
            "abusive": "It is unlawful or abusive",
            "unreadable": "We could not understand it",
            "unsourced": "It states a fact without a source",
        }[self.value]

    @property
    def needs_link(self) -> bool:
        """True when the sentence must be joined by a link to where it is or belongs."""
        return self in {DeclineReason.SAME, DeclineReason.MOVED}


def why_not_suggest(*, is_signed_in: bool, open_already: int) -> str | None:
    """The reason someone may not suggest; None when they may."""
    if not is_signed_in:
        return "Sign in to suggest something, so that we can tell you what became of it."
    if open_already >= MOST_OPEN:
        return f"You have {open_already} suggestions waiting. Let the editors read those first."
    return None


def is_claimed(*, state: str, claimed_until: datetime | None, at: datetime) -> bool:
    """Whether an editor is reading it now: a claim runs out after half an hour."""
    return state == State.CLAIMED and claimed_until is not None and claimed_until > at


def why_not_decide(
    *, may_edit: bool, own: bool, state: str, claimed_by_other: str = ""
) -> str | None:
    """The reason an editor may not decide on a suggestion; None when they may."""
    if not may_edit:
        return "Only editors decide on suggestions."
    if state not in WAITING:
        return f"This suggestion has been {State(state).words} already."
    if own:
        return "You cannot decide on your own suggestion. Another editor will."
    if claimed_by_other:
        return f"{claimed_by_other} is reading this suggestion now."
    return None


def why_not_decline(*, reason: str, sentence: str, link: str) -> str | None:
    """The reason a suggestion may not be declined like this; None when it may."""
    if reason not in {one.value for one in DeclineReason}:
        return "Choose the reason from the list."
    if not sentence.strip():
        return "Write a sentence to the member."
    if DeclineReason(reason).needs_link and not link:
        return "Give the address of the page where it is, or where it belongs."
    return None


def why_not_withdraw(*, own: bool, state: str) -> str | None:
    """The reason a suggestion may not be withdrawn; None when it may."""
    if not own:
        return "Only the member who made a suggestion can withdraw it."
    if state not in WAITING:
        return f"This suggestion has been {State(state).words} already."
    return None
