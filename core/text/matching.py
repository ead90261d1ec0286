"""Where two sequences are the same, with bounded work whatever they hold. Pure.

What stands once in both cuts them into small pieces first (as in Bram Cohen's “patience”); a piece
that is still too large to compare counts as different.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import Match, SequenceMatcher
from itertools import accumulate, pairwise

MOST_STEPS = 600_000  # of comparing one piece
TOO_MANY_PAIRS = 100_000  # to compare within one piece: a tenth of a second at the very worst

Run = tuple[int, int, int, int]  # old from, old to, new from, new to


def matched(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, Run]]:
    """Runs that are the same or not, one after the other, together the whole of both."""
    i = j = 0
    for i1, j1, size in _matches(old, new):
        if i < i1 or j < j1:
            yield False, (i, i1, j, j1)
        yield True, (i1, i1 + size, j1, j1 + size)
        i, j = i1 + size, j1 + size
    if i < len(old) or j < len(new):
        yield False, (i, len(old), j, len(new))


def _matches(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Where both are the same: start in old, start in new, how many. In order, not touching."""
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    stops = (len(old) - end, len(new) - end)
    found = [(0, 0, start), *_between(old, new, (start, start), stops), (*stops, end)]
    i = j = size = 0
    for i1, j1, more in found:
        if not more:
            continue
        if size and (i + size, j + size) == (i1, j1):
            size += more
            continue
        if size:
            yield i, j, size
        i, j, size = i1, j1, more
    if size:
        yield i, j, size


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """How many are the same at the beginning."""
    return next(
        (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other),
        min(len(old), len(new)),
    )


def _between(
    old: Sequence[str], new: Sequence[str], begin: tuple[int, int], stops: tuple[int, int]
) -> Iterator[tuple[int, int, int]]:
    """What is the same from `begin` to `stops`: anchors first, then what lies between them."""
    anchors = _anchors(old, new, begin, stops)
    edges = [(begin[0] - 1, begin[1] - 1), *anchors, stops]
    for (i, j), (to_i, to_j) in pairwise(edges):
        if (i, j) != edges[0]:
            yield i, j, 1
        yield from _small(old, new, (i + 1, j + 1), (to_i, to_j))


def _anchors(
    old: Sequence[str], new: Sequence[str], begin: tuple[int, int], stops: tuple[int, int]
) -> list[tuple[int, int]]:
    """The most lines that stand once in both, and in the same order."""
    once_old = once(old, begin[0], stops[0])
    once_new = once(new, begin[1], stops[1])
    pairs = sorted((at, once_new[line]) for line, at in once_old.items() if line in once_new)
    return _longest_rising(pairs)


def once(lines: Sequence[str], start: int, stop: int) -> dict[str, int]:
    """What stands once between `start` and `stop`, and where."""
    counts = Counter(lines[start:stop])
    return {lines[at]: at for at in range(start, stop) if counts[lines[at]] == 1}


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of the pairs that rises in both numbers (they rise in the first)."""
    ends: list[int] = []
    at_end: list[int] = []
    before: list[int] = []
    for index, (_, j) in enumerate(pairs):
        place = bisect_left(ends, j)
        before.append(at_end[place - 1] if place else -1)
        ends[place : place + 1] = [j]
        at_end[place : place + 1] = [index]
    rising, index = [], at_end[-1] if at_end else -1
    while index >= 0:
        rising.append(pairs[index])
        index = before[index]
    return rising[::-1]


def _small(
    old: Sequence[str], new: Sequence[str], begin: tuple[int, int], stops: tuple[int, int]
) -> Iterator[tuple[int, int, int]]:
    """What is the same in a small piece; nothing in a piece that would take too long."""
    one, other = old[begin[0] : stops[0]], new[begin[1] : stops[1]]
    if not one or not other or _pairs(one, other) > TOO_MANY_PAIRS:
        return
    try:
        blocks = _Bounded(one, other).get_matching_blocks()
    except _TooDearError:
        return
    for i, j, size in blocks:
        if size:
            yield begin[0] + i, begin[1] + j, size


class _TooDearError(Exception):
    pass


class _Bounded(SequenceMatcher[str]):
    """Gives up where the longest run hardly shortens what is left: that would be cubic."""

    def __init__(self, one: Sequence[str], other: Sequence[str]) -> None:
        super().__init__(None, one, other, autojunk=False)
        self._pairs = [0, *accumulate(len(self.b2j.get(line, ())) for line in one)]  # type: ignore[attr-defined]
        self._left = MOST_STEPS

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> Match:
        """As of the library, counted."""
        self._left -= self._pairs[len(self._pairs) - 1 if ahi is None else ahi] - self._pairs[alo]
        if self._left < 0:
            raise _TooDearError
        return super().find_longest_match(alo, ahi, blo, bhi)


def _pairs(one: Sequence[str], other: Sequence[str]) -> int:
    """How many pairs of equal lines there are, and lines: what comparing them costs."""
    counts = Counter(other)
    return sum(counts[line] for line in one) + len(one) + len(other)
