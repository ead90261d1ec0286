"""A small picture of a table of words: the more people, the larger. Drawn here, not by scripts.

The table says the same and more; the picture is for a glance.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

WIDTH = 360  # units of the picture: on a phone 288 pixels, so that the smallest can be read
SMALLEST, LARGEST = 17, 38
LINE = 1.25  # of the largest letters in it
MOST = 20
_LETTER = 0.62  # width of a letter, as a share of its height; the page's typeface is near it
_GAP = 0.6


@dataclass(frozen=True, slots=True)
class Drawn:
    """One word where it stands: its left end and its base line, and the height of its letters."""

    word: str
    x: int
    y: int
    size: int


@dataclass(frozen=True, slots=True)
class Cloud:
    """Words in lines, in the order of the alphabet."""

    words: tuple[Drawn, ...]
    height: int
    width: int = WIDTH


def cloud(counts: Iterable[tuple[str, int]]) -> Cloud:
    """A picture of words and how many people used each; the first ones, if there are many."""
    chosen = sorted(list(counts)[:MOST], key=lambda pair: pair[0].lower())
    most = max((count for _, count in chosen), default=1)
    sized = [(word, _size(count, most)) for word, count in chosen]
    drawn: list[Drawn] = []
    y = 0
    for line in _lines(sized):
        height = round(max(size for _, size in line) * LINE)
        y += height
        x = max(0, (WIDTH - _width(line)) // 2)
        for word, size in line:
            drawn.append(Drawn(word, x, y - height // 5, size))
            x += _length(word, size)
    return Cloud(tuple(drawn), y)


def _size(count: int, most: int) -> int:
    """The area of letters grows as the count does, so their height as its root."""
    return round(SMALLEST + (LARGEST - SMALLEST) * math.sqrt(count / most))


def _length(word: str, size: int) -> int:
    return round(size * (_LETTER * len(word) + _GAP))


def _width(line: list[tuple[str, int]]) -> int:
    return sum(_length(word, size) for word, size in line)


def _lines(sized: list[tuple[str, int]]) -> list[list[tuple[str, int]]]:
    lines: list[list[tuple[str, int]]] = []
    for one in sized:
        if lines and _width([*lines[-1], one]) <= WIDTH:
            lines[-1].append(one)
        else:
            lines.append([one])
    return lines
