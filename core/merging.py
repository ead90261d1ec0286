"""Two people changed one text: their changes are put together, or shown side by side.

Line by line first; where both changed the same lines, word by word within each line. What still
differs is a conflict, which keeps all three versions. The only user of merge3.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from merge3 import Merge3

MOST_LINES = 10_000  # of one version; matching longer ones could take seconds
MOST_WORDS = 5_000  # of one line
MOST_PAIRS = 300_000  # of equal lines; beyond it, frequent ones are not looked for

# Lines that part the two versions of a passage in the text a person puts in order.
NOW, SUGGESTED, END = (
    ">>> Stands there now:",
    ">>> Is suggested:",
    ">>> Up to here they differ.",
)
_WORD = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A passage that both changed in different ways; each version may be empty."""

    base: str
    current: str
    suggested: str


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of putting two changes together: passages in order, each settled or a conflict."""

    pieces: tuple[str | Conflict, ...]

    @property
    def conflicts(self) -> list[Conflict]:
        """The passages that a person has to settle."""
        return [piece for piece in self.pieces if isinstance(piece, Conflict)]

    @property
    def is_clean(self) -> bool:
        """Whether nothing is left to settle."""
        return not self.conflicts

    @property
    def text(self) -> str:
        """The whole text; of a conflict both versions stand in it, parted by lines that say so."""
        return "\n".join(_lines_of(self.pieces))


def merge(base: str, current: str, suggested: str) -> Merged:
    """Put together what `current` and `suggested` each changed in `base`.

    A line that stands in both is never lost. Texts of more than 10,000 lines that both changed are
    one conflict.
    """
    if suggested in {base, current}:
        return Merged((current,))
    if current == base:
        return Merged((suggested,))
    versions = [text.split("\n") for text in (base, current, suggested)]
    if max(map(len, versions)) > MOST_LINES:
        return Merged((Conflict(base, current, suggested),))
    merged = Merged(tuple(_joined(_pieces(*versions))))
    if _loses_a_line(merged, *versions[1:]):
        return Merged((Conflict(base, current, suggested),))
    return merged


def is_unsettled(text: str) -> bool:
    """Whether a text still holds the lines that part two versions."""
    return not {NOW, SUGGESTED, END}.isdisjoint(line.strip() for line in text.split("\n"))


def _lines_of(pieces: Iterable[str | Conflict]) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, str):
            yield piece
            continue
        yield NOW
        yield from filter(None, (piece.current,))
        yield SUGGESTED
        yield from filter(None, (piece.suggested,))
        yield END


class _Matcher(SequenceMatcher[str]):
    """Matches also what is frequent, such as empty lines, unless a text is made of it."""

    def __init__(self, isjunk: Any = None, a: Any = "", b: Any = "") -> None:
        times = Counter(a)
        pairs = sum(times[line] * count for line, count in Counter(b).items())
        super().__init__(isjunk, a, b, autojunk=pairs > MOST_PAIRS)


def _groups(base: Sequence[str], current: Sequence[str], other: Sequence[str]) -> Iterator[Any]:
    matcher: Any = _Matcher
    return iter(Merge3(base, current, other, sequence_matcher=matcher).merge_groups())


def _pieces(
    base: list[str], current: list[str], suggested: list[str]
) -> Iterator[list[str] | Conflict]:
    """Runs of settled lines, and conflicts."""
    for kind, *passages in _groups(base, current, suggested):
        if kind == "conflict":
            yield from _line_by_line(*(list(passage) for passage in passages))
        else:
            yield list(passages[0])


def _line_by_line(
    base: list[str], current: list[str], suggested: list[str]
) -> Iterator[list[str] | Conflict]:
    """The lines of a conflict merged by words, if each line has its counterpart in all three."""
    merged = [
        _by_words(*lines) for lines in zip_longest(base, current, suggested) if None not in lines
    ]
    if len(merged) == max(len(base), len(current), len(suggested)) and None not in merged:
        yield [line for line in merged if line is not None]
    else:
        yield Conflict("\n".join(base), "\n".join(current), "\n".join(suggested))


def _by_words(base: str, current: str, suggested: str) -> str | None:
    """One line with the words that either changed; None when they changed the same ones."""
    if suggested in {base, current}:
        return current
    if current == base:
        return suggested
    versions = [_WORD.findall(line) for line in (base, current, suggested)]
    if max(map(len, versions)) > MOST_WORDS:
        return None
    words: list[str] = []
    for kind, *passages in _groups(*versions):
        if kind == "conflict":
            return None
        words += passages[0]
    return "".join(words)


def _joined(pieces: Iterable[list[str] | Conflict]) -> Iterator[str | Conflict]:
    """Neighbouring runs of lines as one text each."""
    lines: list[str] = []
    for piece in pieces:
        if not isinstance(piece, Conflict):
            lines += piece
            continue
        if lines:
            yield "\n".join(lines)
        lines = []
        yield piece
    if lines:
        yield "\n".join(lines)


def _loses_a_line(merged: Merged, current: list[str], suggested: list[str]) -> bool:
    """Whether a line of both is in neither a settled passage nor a conflict."""
    left: Counter[str] = Counter()
    for piece in merged.pieces:
        texts = (piece,) if isinstance(piece, str) else (piece.current, piece.suggested)
        left.update(line for text in texts for line in text.split("\n"))
    both = Counter(current) & Counter(suggested)
    return any(left[line] < count for line, count in both.items() if line.strip())
