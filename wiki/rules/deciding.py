"""How editors decide on a suggestion. Pure."""

from __future__ import annotations

from enum import StrEnum

from wiki.rules.suggestions import AsksFor, why_closed


class DeclineReason(StrEnum):
    """Why suggestions were declined; editors choose from `DECLINES`.

    “Unpopular” and “against our policy” never were among them. A missing source is one no longer:
    the view comes in, and is marked as having none.
    """

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


DECLINES = tuple(one for one in DeclineReason if one is not DeclineReason.UNSOURCED)


class Elsewhere(StrEnum):
    """What an editor says of a suggestion whose place is not here."""

    SAME = "same"
    SUPERSEDED = "superseded"
    MOVED = "moved"

    @property
    def words(self) -> str:
        """As the editor reads it."""
        return {
            "same": "It says the same as something in the wiki",
            "superseded": "Another suggestion, or a change made since, has done it",
            "moved": "It belongs to another topic, option or argument: move it there",
        }[self.value]


MOVABLE = frozenset({AsksFor.ARGUMENT, AsksFor.OPTION, AsksFor.TOPIC, AsksFor.COST})


def why_not_decide(
    *, may_edit: bool, own: bool, state: str, claimed_by_other: str = "", hidden: bool = False
) -> str | None:
    """The reason an editor may not decide on a suggestion; None when they may."""
    if not may_edit:
        return "Only editors decide on suggestions."
    if closed := why_closed(state):
        return closed
    if hidden:
        return "This suggestion is hidden. Moderators decide whether it comes back."
    if own:
        return "You cannot decide on your own suggestion. Another editor will."
    if claimed_by_other:
        return f"{claimed_by_other} is reading this suggestion now."
    return None


def why_not_decline(*, reason: str, sentence: str, link: str) -> str | None:
    """The reason a suggestion may not be declined like this; None when it may."""
    if reason not in DECLINES:
        return "Choose the reason from the list."
    if not sentence.strip():
        return "Write a sentence to the member."
    if DeclineReason(reason).needs_link and not link:
        return "Give the address of the page where it is, or where it belongs."
    return None


def why_not_elsewhere(*, asks_for: str, what: str, sentence: str, there: str) -> str | None:
    """The reason a suggestion may not be sent there; None when it may.

    `there`: the kind of what the link names.
    """
    if what not in {one.value for one in Elsewhere}:
        return "Choose what is true from the list."
    if not sentence.strip():
        return "Write a sentence to the member."
    if what != Elsewhere.MOVED:
        return None
    if asks_for not in MOVABLE:
        return "Only new arguments, options, topics and costs can be moved."
    kinds = AsksFor(asks_for).about
    if there not in kinds:
        return f"Give the address of the {' or '.join(sorted(kinds))} it belongs to."
    return None


def why_not_ask(question: str) -> str | None:
    """The reason a question to the author will not do; None when it will."""
    return None if question.strip() else "Write what you would like to know."


def why_unsettled(*, unsettled: bool) -> str | None:
    """The reason a text still needs its editor; None when it is in order."""
    if not unsettled:
        return None
    return (
        "Two versions of one passage stand in the text below. Choose between them, or write one "
        "of both, and take out the lines that begin with “>>>”."
    )
