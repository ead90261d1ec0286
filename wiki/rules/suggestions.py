"""What may be suggested, and how far a suggestion has come. Pure."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum


class AsksFor(StrEnum):
    """What a suggestion asks the editors for."""

    ARGUMENT = "argument"
    OPTION = "option"
    WORDING = "wording"
    TOPIC = "topic"
    EVIDENCE = "evidence"
    CORRECTION = "correction"
    PLACE = "place"
    MERGE = "merge"
    SPLIT = "split"
    COST = "cost"

    @property
    def words(self) -> str:
        """As people read it."""
        return {
            "argument": "New argument",
            "option": "New option",
            "wording": "Better wording",
            "topic": "New topic",
            "evidence": "Source",
            "correction": "Correction",
            "place": "Another place",
            "merge": "Merge",
            "split": "Split",
            "cost": "Cost or benefit",
        }[self.value]

    @property
    def about(self) -> frozenset[str]:
        """The kinds of subject it can be about."""
        return _ABOUT[self]

    @property
    def needs_source(self) -> bool:
        """True when it is nothing without a source."""
        return self in {AsksFor.EVIDENCE, AsksFor.CORRECTION}

    @property
    def done_by_hand(self) -> bool:
        """True when an editor does it with the wiki's own tools and then says where it stands."""
        return self in {AsksFor.MERGE, AsksFor.SPLIT}


_ANY = frozenset({"topic", "option", "argument"})
_ABOUT = {
    AsksFor.ARGUMENT: frozenset({"option"}),
    AsksFor.OPTION: frozenset({"topic"}),
    AsksFor.WORDING: _ANY,
    AsksFor.TOPIC: frozenset({"topic"}),
    AsksFor.EVIDENCE: frozenset({"argument"}),
    AsksFor.CORRECTION: _ANY,
    AsksFor.PLACE: frozenset({"topic"}),
    AsksFor.MERGE: _ANY,
    AsksFor.SPLIT: _ANY,
    AsksFor.COST: frozenset({"option"}),
}


class State(StrEnum):
    """How far a suggestion has come."""

    OPEN = "open"
    CLAIMED = "claimed"
    ACCEPTED = "accepted"
    CHANGED = "accepted_with_changes"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"

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
DECIDED = frozenset(State) - WAITING


def why_not_suggest(*, is_signed_in: bool, open_already: int, most_open: int) -> str | None:
    """The reason someone may not suggest; None when they may."""
    if not is_signed_in:
        return "Sign in to suggest something, so that we can tell you what became of it."
    if open_already >= most_open:
        return f"You have {open_already} suggestions waiting. Let the editors read those first."
    return None


def why_not_about(asks_for: AsksFor, kind: str | None) -> str | None:
    """The reason this cannot be suggested about a subject of this kind; None when it can."""
    if kind in asks_for.about or (kind is None and asks_for is AsksFor.TOPIC):
        return None
    return f"Say which {' or '.join(sorted(asks_for.about, key=len))} it is about."


def why_not_sourced(asks_for: AsksFor, sources: str) -> str | None:
    """The reason a suggestion lacks its source; None when it needs none or has one."""
    if asks_for.needs_source and not sources.strip():
        return "Say where we can read that: an address, or a title and a page."
    return None


def is_claimed(*, state: str, claimed_until: datetime | None, at: datetime) -> bool:
    """Whether an editor is reading it now: a claim runs out."""
    return state == State.CLAIMED and claimed_until is not None and claimed_until > at


def why_not_withdraw(*, own: bool, state: str) -> str | None:
    """The reason a suggestion may not be withdrawn; None when it may."""
    if not own:
        return "Only the member who made a suggestion can withdraw it."
    return why_closed(state)


def why_not_support(*, is_member: bool, own: bool, state: str, already: bool) -> str | None:
    """The reason someone may not support a suggestion; None when they may."""
    if not is_member:
        return "Only members can support a suggestion."
    if own:
        return "This is your own suggestion."
    if already:
        return "You support this already."
    return why_closed(state)


def why_not_answer(*, own: bool, state: str, is_asked: bool) -> str | None:
    """The reason the question of an editor may not be answered; None when it may."""
    if not own:
        return "Only the member who made a suggestion can answer."
    if not is_asked:
        return "Nobody has asked you anything about this suggestion."
    return why_closed(state)


def why_closed(state: str) -> str | None:
    """The sentence that a suggestion has been decided; None while it waits."""
    if state in WAITING:
        return None
    return f"This suggestion has been {State(state).words} already."
