"""Words spelt nearly alike, and how many slips of the finger lie between two."""

from collections.abc import Iterable, Mapping
from itertools import islice

MOST_ALIKE = 8


def alike(word: str, typos: int, dictionary: Iterable[str]) -> Mapping[str, int]:
    """Other words of a dictionary within so many typos, and how many; the nearest MOST_ALIKE.

    The dictionary holds words that begin with the same letter: a slip there is too much.
    """
    letters = set(word)
    near = {
        other
        for other in dictionary
        if abs(len(other) - len(word)) <= typos and len(letters.difference(other)) <= typos
    }
    counted = sorted((typos_between(word, other), other) for other in near)
    return dict(islice(((w, n) for n, w in counted if 0 < n <= typos), MOST_ALIKE))


def typos_between(typed: str, meant: str) -> int:
    """Letters added, left out, changed or swapped with their neighbour."""
    before: list[int] = []
    last = list(range(len(meant) + 1))
    for row, letter in enumerate(typed, start=1):
        this = [row]
        for column, other in enumerate(meant, start=1):
            cost = min(this[-1] + 1, last[column] + 1, last[column - 1] + (letter != other))
            if row > 1 and column > 1 and (letter, typed[row - 2]) == (meant[column - 2], other):
                cost = min(cost, before[column - 2] + 1)
            this.append(cost)
        before, last = last, this
    return last[-1]
