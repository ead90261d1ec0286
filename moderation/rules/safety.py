"""What safety officers do: unlawful content, people in danger, private data. Pure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from moderation.rules.cases import SAFETY, CaseKind
from moderation.rules.reasons import Reason


class Entry(StrEnum):
    """What stands in the history of a safety case."""

    NOTE = "note"
    READ = "read"  # somebody opened the evidence
    HANDED_OVER = "handed_over"
    ENDED = "ended"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Entry.NOTE: "Note",
    Entry.READ: "Read the evidence",
    Entry.HANDED_OVER: "Handed over",
    Entry.ENDED: "Proceedings have ended",
}

EMERGENCY = (
    ("999", "Police, ambulance or fire, when somebody is in danger now"),
    ("101", "Police, when it is not an emergency"),
    ("116 123", "Samaritans, to talk to somebody at any hour, free"),
)


def kind_for(reasons: Collection[Reason]) -> CaseKind:
    """The kind of case that safety officers get for these reasons."""
    only_private = set(reasons) == {Reason.PRIVATE_INFORMATION}
    return CaseKind.PERSONAL_DATA if only_private else CaseKind.ILLEGAL_CONTENT


def reference(kind: str, case_id: int, opened_at: datetime) -> str:
    """The number under which police and party know it: "S-2026-00007"; "" for other kinds."""
    return f"S-{opened_at.year}-{case_id:05}" if kind in SAFETY else ""


def why_not_note(entry: Entry, words: str, handed_to: str) -> str | None:
    """The reason this cannot be written into the history; None when it can."""
    if entry is Entry.HANDED_OVER and not handed_to.strip():
        return "Say to whom it was handed, and under which number they have it."
    if entry is Entry.NOTE and not words.strip():
        return "Write the note."
    return None
