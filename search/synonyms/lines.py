"""Lines of synonyms, and what they add to a query. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from search.analysis import folded
from search.language import Query, words_of

MOST_WORDINGS = 8  # in one line
LONGEST_WORDING = 4  # words
MOST_ADDED = 6  # other wordings for one of a query
_BETWEEN = re.compile(r"[=,;]")

Stems = Callable[[str], tuple[str, ...]]
Table = Mapping[tuple[str, ...], tuple[str, ...]]  # stems of a wording: what else will do


@dataclass(frozen=True, slots=True)
class Line:
    """Wordings that stand for each other; one way, only the others for the first."""

    wordings: tuple[str, ...]
    one_way: bool = False

    def __str__(self) -> str:
        """The line as it is stored: small letters, in order but for what stands first one way."""
        if self.one_way:
            return f"{self.wordings[0]} > {' = '.join(sorted(self.wordings[1:]))}"
        return " = ".join(sorted(self.wordings))

    @property
    def said(self) -> str:
        """The line in words."""
        first, *others = (f"“{wording}”" for wording in self.wordings)
        if self.one_way:
            return f"{first} also finds {_or(others)}"
        return f"{_or([first, *others])} mean the same"


def read(text: str, *, one_way: bool = False) -> Line:
    """The line that somebody typed: wordings between commas or equals signs; `>` makes it one way.

    Wordings without letters are left out, and so is what a wording has beyond LONGEST_WORDING.
    """
    first, arrow, others = text.partition(">")
    parts = chain([first], _BETWEEN.split(others)) if arrow else _BETWEEN.split(text)
    wordings = dict.fromkeys(
        " ".join(words) for part in parts if (words := _words(part)[:LONGEST_WORDING])
    )
    return Line(tuple(wordings)[:MOST_WORDINGS], one_way or bool(arrow))


def why_not(line: Line) -> str | None:
    """The reason a line says nothing; None when it says something."""
    if len(line.wordings) < 2:  # noqa: PLR2004 — said in the sentence
        return "Give at least two words or phrases, with a comma between them."
    if any(len(wording) < 2 for wording in line.wordings):  # noqa: PLR2004 — likewise
        return "A single letter cannot stand for something."
    return None


def table_of(lines: Iterable[Line], stems: Stems) -> Table:
    """What else will do for each wording, by its stems."""
    table: dict[tuple[str, ...], dict[str, None]] = {}
    for line in lines:
        heads = line.wordings[:1] if line.one_way else line.wordings
        for head in heads:
            if key := stems(head):
                others = dict.fromkeys(one for one in line.wordings if one != head)
                table.setdefault(key, {}).update(others)
    return {key: tuple(others)[:MOST_ADDED] for key, others in table.items()}


def widened(query: Query, table: Table, stems: Stems) -> Query:
    """The query, with what else will do for its words. Phrases stay as they were typed."""
    added: list[tuple[str, tuple[str, ...]]] = []
    at = 0
    while at < len(query.words):
        length, others = _longest(query.words[at : at + LONGEST_WORDING], table, stems)
        if others:
            added.append((" ".join(query.words[at : at + length]), others))
        at += length
    return replace(query, same=tuple(added)) if added else query


def _longest(words: tuple[str, ...], table: Table, stems: Stems) -> tuple[int, tuple[str, ...]]:
    """How many of these words have other wordings together, and which; 1 and none when none do.

    Words that are too common to be looked for stand at neither end.
    """
    for length in range(len(words) if stems(words[0]) else 0, 0, -1):
        others = table.get(stems(" ".join(words[:length])), ())
        if others and stems(words[length - 1]):
            return length, others
    return 1, ()


def _words(text: str) -> list[str]:
    return [folded(word) for word in words_of(text)]


def _or(wordings: list[str]) -> str:
    *most, last = wordings
    return f"{', '.join(most)} and {last}" if most else last
