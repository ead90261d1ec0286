"""Words spelt nearly alike, and how many slips of the finger lie between two."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice, pairwise
from typing import Protocol

MOST_ALIKE = 8
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = frozenset(pair for row in _KEYS for way in (row, row[::-1]) for pair in pairwise(way))
_AS_HEARD = ((re.compile("ph"), "f"), (re.compile("[cq]"), "k"), (re.compile("z"), "s"))
_UNHEARD = re.compile(r"(?<=.)[aeiouyhw]")
_DOUBLED = re.compile(r"(.)\1+")


class Dictionary(Protocol):
    """Words that begin with the same letter, as slips are looked for."""

    def near(self, word: str, typos: int) -> Iterable[str]:
        """Those that lie within so many typos, and perhaps others. The first letter stands."""


class Words:
    """A dictionary in memory."""

    def __init__(self, words: Iterable[str]) -> None:
        sorted_ = sorted(words, key=len)
        self.by_length = {length: set(some) for length, some in groupby(sorted_, key=len)}
        self.size = len(sorted_)
        self.letters = sorted(set("".join(sorted_)))

    def near(self, word: str, typos: int) -> Iterator[str]:
        """Those that may lie within so many typos, among others."""
        if typos == 1:  # what one slip can make is fewer than there are words
            for length, others in one_slip_from(word, self.letters).items():
                yield from others & self.by_length.get(length, set())
            return
        letters = set(word)
        for length in range(len(word) - typos, len(word) + typos + 1):
            for other in self.by_length.get(length, ()):
                if len(letters.difference(other)) <= typos:
                    yield other


def one_slip_from(word: str, letters: Iterable[str]) -> dict[int, set[str]]:
    """What one slip can make of a word, by length. The first letter stands."""
    cuts = [(word[:at], word[at:]) for at in range(1, len(word) + 1)]
    shorter = {a + b[1:] for a, b in cuts if b}
    longer = {a + letter + b for a, b in cuts for letter in letters}
    changed = {a + letter + b[1:] for a, b in cuts if b for letter in letters}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    return {len(word) - 1: shorter, len(word): changed | swapped, len(word) + 1: longer}


def alike(word: str, typos: int, dictionaries: Iterable[Dictionary]) -> Mapping[str, int]:
    """Other words of dictionaries within so many typos, and how many; the nearest MOST_ALIKE."""
    near = {other for words in dictionaries for other in words.near(word, typos)}
    counted = ((typos_between(word, other), other) for other in near)
    found = sorted((n, not is_likely(word, w), w) for n, w in counted if 0 < n <= typos)
    return {word: typos for typos, _, word in islice(found, MOST_ALIKE)}


def short_slips(word: str) -> set[str]:
    """What a word too short for other typos may stand for: neighbours swapped, one letter doubled.

    The first letter stands.
    """
    swapped = {
        word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(1, len(word) - 1)
    }
    doubled = {word[:at] + word[at - 1 :] for at in range(2, len(word) + 1)}
    return (swapped | doubled) - {word}


def is_likely(typed: str, meant: str) -> bool:
    """Whether people often slip so: by ear, in the order of letters, or to the key beside."""
    if sorted(typed) == sorted(meant) or _sound(typed) == _sound(meant):
        return True
    differ = [pair for pair in zip(typed, meant, strict=False) if pair[0] != pair[1]]
    return len(typed) == len(meant) and all(pair in _BESIDE for pair in differ)


def _sound(word: str) -> str:
    """A word as it is roughly heard: consonants, each once."""
    for letters, heard in _AS_HEARD:
        word = letters.sub(heard, word)
    return _DOUBLED.sub(r"\1", _UNHEARD.sub("", word))


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
