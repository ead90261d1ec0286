"""Joining cases, notes on them, and sending a suggestion to the queue. Pure."""

from __future__ import annotations

from core.dates import count_of
from moderation.rules.cases import WAITS_FOR_SECOND, CaseKind

LONGEST_NOTE = 2000
MOST_NOTES = 50  # on one case
_JOINED = frozenset(
    {CaseKind.REPORT, CaseKind.ILLEGAL_CONTENT, CaseKind.PERSONAL_DATA, CaseKind.SECOND_LOOK}
)


def why_not_join(
    *, is_same: bool, kind: CaseKind, other: CaseKind | None, other_waits: bool, pending: bool
) -> str | None:
    """The reason a case cannot be joined to another, which is then decided for both."""
    if other is None:
        return "There is no such case that you could see."
    if is_same:
        return "A case cannot be joined to itself."
    if kind not in _JOINED or other not in _JOINED:
        return "Appeals, prompts and held posts are decided each on its own."
    if pending:
        return WAITS_FOR_SECOND
    if not other_waits:
        return "That case has been decided. Decide this one on its own."
    return None


def why_not_note(*, words: str, notes: int) -> str | None:
    """The reason a note cannot be added; None when it can."""
    if not words.strip():
        return "Write the note."
    if len(words) > LONGEST_NOTE:
        return f"That is too long: {len(words):,} of {LONGEST_NOTE:,} characters."
    if notes >= MOST_NOTES:
        return f"A case can have {count_of(MOST_NOTES, 'note')}."
    return None


def why_not_send(*, may: bool, waits: bool, reason: str) -> str | None:
    """The reason a suggestion cannot be sent to stewards for a second look."""
    if not may:
        return "Editors can ask stewards for a second look at a suggestion."
    if not waits:
        return "This suggestion has been decided."
    if not reason.strip():
        return "Say what stewards should look at."
    return None
