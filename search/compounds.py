"""One word or two: “help desk” also finds helpdesk, and “opendata” open data. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Protocol

from search.analysis import WORD, folded

SHORTEST_PART = 3  # letters of each half of a word taken apart
LONGEST_WHOLE = 30
MOST_CUTS = 2  # ways in which one word is taken apart


class Dictionary(Protocol):
    """What an engine tells of words."""

    def stems(self, text: str) -> tuple[str, ...]: ...
    def holders(self, stem: str) -> int: ...


def joined(index: Dictionary, texts: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Neighbours that somebody writes as one word, and that word: ("help desk", "helpdesk")."""
    words = [word for text in texts for word in WORD.findall(text)]
    for first, second in pairwise(words):
        whole = first + second
        if len(whole) <= LONGEST_WHOLE and index.stems(first) and index.stems(second):
            stems = index.stems(whole)
            if len(stems) == 1 and index.holders(stems[0]):
                yield f"{first} {second}", whole


def cut(index: Dictionary, word: str) -> tuple[str, ...]:
    """How a word that nobody uses falls into two that are used, the best first."""
    stems = index.stems(word)
    if not word.isalpha() or len(word) > LONGEST_WHOLE or len(stems) != 1:
        return ()
    if index.holders(stems[0]):
        return ()
    word = folded(word)
    found: list[tuple[int, str]] = []
    for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        count = 1 << 62
        for part in (word[:at], word[at:]):  # most fail at their first part
            stems = index.stems(part)  # one letter may fold into many words, as ﷺ does
            count = min(count, index.holders(stems[0])) if len(stems) == 1 and count else 0
        if count:
            found.append((count, f"{word[:at]} {word[at:]}"))
    return tuple(text for _, text in sorted(found, reverse=True)[:MOST_CUTS])
