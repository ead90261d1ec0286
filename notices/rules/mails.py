"""The words of a mail about news, and how long it may be. Pure."""

from __future__ import annotations

from collections.abc import Sequence

MOST_IN_MAIL = 30  # things; the rest are counted
MOST_OF_ONE = 6  # about one thing
LARGEST_MAIL = 14_000  # bytes of text and HTML: with what mail adds it stays below 20 KB
LONGEST_NAMED = 60


def mail_subject(wheres: Sequence[str], first: str, things: int) -> str:
    """The subject of a mail about so many things: one is named, of more the first place."""
    if things == 1:
        return first
    where = _short(wheres[0])
    if len(wheres) == 1:
        return f"{things} new things in “{where}”"
    others = len(wheres) - 1
    places = "1 other place" if others == 1 else f"{others} other places"
    return f"{things} new things in “{where}” and {places}"


def one_thing(what: str, heading: str) -> str:
    """One thing as a line: “A reply to you: Rent”."""
    return f"{what}: {_short(heading)}"


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= LONGEST_NAMED else plain[: LONGEST_NAMED - 1].rstrip() + "…"
