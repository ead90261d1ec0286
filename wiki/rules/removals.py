"""What a removal can be: its acts, reasons, states, and how long each wait is. Pure."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from core.dates import day

LONGEST_REASON = 1_000  # characters


class Act(StrEnum):
    """What a removal does to the view."""

    ARCHIVE = "archive"
    MERGE = "merge"
    SENSE = "sense"
    REDACT = "redact"

    @property
    def words(self) -> str:
        """As people read it, of something that is proposed."""
        return _ACTS[self][0]

    @property
    def verb(self) -> str:
        """What the editors want to do with a view."""
        return _VERBS[self]

    @property
    def done(self) -> str:
        """As people read it, of something that has happened."""
        return _ACTS[self][1]

    @property
    def meaning(self) -> str:
        """What it does, in a sentence."""
        return _ACTS[self][2]


_ACTS = {
    Act.ARCHIVE: (
        "Archive",
        "Archived",
        "The view leaves its place and can be read among the archived views.",
    ),
    Act.MERGE: (
        "Merge into another view",
        "Merged",
        "The view lives on in another that says the same; its authors are named there too.",
    ),
    Act.SENSE: (
        "Change the sense",
        "Changed in sense",
        "Other words take its place, and they say something else.",
    ),
    Act.REDACT: (
        "Redact",
        "Redacted",
        "The words are withheld at once, in every revision, because a law wants it.",
    ),
}


class RemovalReason(StrEnum):
    """The only reasons. “Unpopular” and “against our policy” are not among them."""

    OUT_OF_DATE = "out_of_date"
    MISPLACED = "misplaced"
    ASKED = "asked"
    OFF_QUESTION = "off_question"
    SAME = "same"
    PART_OF = "part_of"
    CORRECTED = "corrected"
    STRONGER = "stronger"
    UNLAWFUL = "unlawful"
    PRIVATE = "private"

    @property
    def words(self) -> str:
        """As people read it."""
        return _REASONS[self][0]

    @property
    def acts(self) -> frozenset[Act]:
        """What it can be a reason for."""
        return _REASONS[self][1]


_REASONS = {
    RemovalReason.OUT_OF_DATE: ("It is out of date", frozenset({Act.ARCHIVE})),
    RemovalReason.MISPLACED: ("It stands in another place now", frozenset({Act.ARCHIVE})),
    RemovalReason.OFF_QUESTION: (
        "It is about another question than this page",
        frozenset({Act.ARCHIVE}),
    ),
    RemovalReason.ASKED: (
        "The member it came from asks for it",
        frozenset({Act.ARCHIVE, Act.MERGE, Act.SENSE}),
    ),
    RemovalReason.SAME: ("Another view says the same", frozenset({Act.MERGE})),
    RemovalReason.PART_OF: ("Another view says this and more", frozenset({Act.MERGE})),
    RemovalReason.CORRECTED: ("A fact in it was wrong or has changed", frozenset({Act.SENSE})),
    RemovalReason.STRONGER: ("The same side is put more strongly", frozenset({Act.SENSE})),
    RemovalReason.UNLAWFUL: ("It is unlawful to publish it", frozenset({Act.REDACT})),
    RemovalReason.PRIVATE: (
        "It tells private things about a person",
        frozenset({Act.REDACT}),
    ),
}


class RemovalState(StrEnum):
    """How far a removal has come."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    APPEALED = "appealed"
    IN_EFFECT = "in_effect"
    REFUSED = "refused"
    CALLED_OFF = "called_off"
    OVERTURNED = "overturned"
    RESTORED = "restored"
    LAPSED = "lapsed"

    @property
    def words(self) -> str:
        """As people read it."""
        return {
            "proposed": "waits for a second editor",
            "agreed": "agreed, not yet in effect",
            "appealed": "an appeal is being decided",
            "in_effect": "in effect",
            "refused": "refused by the second editor",
            "called_off": "called off",
            "overturned": "reversed on appeal",
            "restored": "put back",
            "lapsed": "lapsed",
        }[self.value]


def notice(act: str, state: str, reason: str, due_at: datetime) -> str:
    """What stands beside a view that a removal is about; "" when nothing has to be said there."""
    why = RemovalReason(reason).words
    want = f"want to {Act(act).verb} this: {why[0].lower()}{why[1:]}."
    match RemovalState(state):
        case RemovalState.PROPOSED:
            return f"An editor {want.replace('want', 'wants', 1)} A second editor has to agree."
        case RemovalState.AGREED:
            return (
                f"Two editors {want} It takes effect on {day(due_at)}, unless there is an appeal."
            )
        case RemovalState.APPEALED:
            return f"Two editors {want} It stands here while an appeal is decided."
        case RemovalState.IN_EFFECT if act == Act.SENSE:
            return f"Two editors changed the sense of this on {day(due_at)}."
    return ""


_VERBS = {
    Act.ARCHIVE: "archive",
    Act.MERGE: "merge",
    Act.SENSE: "change the sense of",
    Act.REDACT: "redact",
}


OPEN = frozenset({RemovalState.PROPOSED, RemovalState.AGREED, RemovalState.APPEALED})
STANDING = OPEN | {RemovalState.IN_EFFECT}


class Step(StrEnum):
    """What somebody did about a removal."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    REFUSED = "refused"
    CALLED_OFF = "called_off"
    TOOK_EFFECT = "took_effect"
    APPEALED = "appealed"
    UPHELD = "upheld"
    OVERTURNED = "overturned"
    RESTORED = "restored"
    LAPSED = "lapsed"

    @property
    def words(self) -> str:
        """As people read it."""
        return {
            "proposed": "Proposed",
            "agreed": "Agreed by a second editor",
            "refused": "Refused by a second editor",
            "called_off": "Called off",
            "took_effect": "Took effect",
            "appealed": "Appealed against",
            "upheld": "Appeal decided: the removal stands",
            "overturned": "Appeal decided: the view stays",
            "restored": "Put back",
            "lapsed": "Lapsed",
        }[self.value]
