"""What a steelman slot may say. Pure."""

from __future__ import annotations

import re

LONGEST_WORDS = 1_000  # characters
LONGEST_SOURCE = 300
_PAIR = re.compile(r"(?=\b([^\W\d_][\w’'-]*[ \t]+[^\W\d_][\w’'-]*(?:[ \t]+[^\W\d_][\w’'-]*)?))")
HAS_STOOD = "There is a steelman slot for this side already."


def why_not_write(*, words: str, source: str, opens_it: bool, stands: bool) -> str | None:
    """The reason a slot cannot be opened so; None when it can."""
    if not opens_it:
        return "A steelman slot is opened only where a view with ballots is missing."
    if stands:
        return HAS_STOOD
    return _why_not_words(words) or _why_not_source(source)


def _why_not_words(words: str) -> str | None:
    if not words.strip():
        return "Write what they would say."
    if len(words) > LONGEST_WORDS:
        return f"That is too long: {len(words):,} of {LONGEST_WORDS:,} characters."
    return "Leave out “@”: nobody is named who is not here." if "@" in words else None


def _why_not_source(source: str) -> str | None:
    if not source.strip():
        return (
            "Say where this comes from: the note of a meeting, a slip on paper, a public document."
        )
    if len(source) > LONGEST_SOURCE:
        return f"The source is too long: {len(source):,} of {LONGEST_SOURCE:,} characters."
    return None


def names_that_may_be(words: str) -> list[str]:
    """Two and three words in a row, as they may be somebody's name; without doubles, in order."""
    found: dict[str, None] = {}
    for match in _PAIR.finditer(words):
        parts = match.group(1).split()
        found |= dict.fromkeys((" ".join(parts[:2]), " ".join(parts)))
    return list(found)


def why_not_name(name: str) -> str:
    """The sentence when a member's name stands in it."""
    return f"“{name}” is the name of a member. Say what is thought, and not who thinks it."


def why_not_answer(*, is_member: bool, is_over: bool, own: bool, has: bool) -> str | None:
    """The reason this person may not say whether it is their view; None when they may."""
    if not is_member:
        return "Only party members can answer. Sign in with your membership."
    if is_over:
        return "This slot is over."
    if own:
        return "You wrote this on behalf of others."
    return "You have answered this." if has else None
