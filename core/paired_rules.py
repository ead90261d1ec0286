"""House rules that depend on each other: of two, the one must always set less than the other."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shorter:
    """Two house rules of one kind, by their keys.

    `sentence` says why, with `{less}` and `{more}` in the places of two values that cannot be.
    """

    less: str
    more: str
    sentence: str


_pairs: list[Shorter] = []


def declare(pair: Shorter) -> None:
    """Have every change of either rule checked against the other."""
    if pair not in _pairs:
        _pairs.append(pair)


def pairs_with(key: str) -> list[Shorter]:
    """The pairs in which this rule stands."""
    return [pair for pair in _pairs if key in (pair.less, pair.more)]
