"""Counting a box, so that a long count says how far it is, and can be stopped and gone on with.

How far it has come is kept with the poll's secrets every so many ballots, and removed at the end.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from voting.keys import PollKeys
from voting.tally import Tally

EVERY = 20_000  # ballots between two places from which a count can go on
_PART = "tally.part"
_WHOLE = "tally"
Told = Callable[[int, int], object]  # how many ballots are counted, of how many


def told_nobody(_counted: int, _of: int) -> None:
    """For a count that nobody watches."""


@dataclass(slots=True)
class SoFar:
    """How far a count has come: the last tracker it read, and what it found up to there."""

    after: bytes = b""
    counted: int = 0
    spoiled: int = 0
    answers: defaultdict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, tracker: bytes, pool: int, answer: str) -> None:
        """A ballot that says an answer."""
        self.answers[pool][answer] += 1
        self.after, self.counted = tracker, self.counted + 1

    def spoil(self, tracker: bytes) -> None:
        """A ballot that does not open, or says no answer."""
        self.spoiled += 1
        self.after, self.counted = tracker, self.counted + 1

    def keep(self, keys: PollKeys) -> None:
        """Remember how far it has come."""
        stored = {
            "after": self.after.hex(),
            "counted": self.counted,
            "spoiled": self.spoiled,
            "answers": self.answers,
        }
        keys.keep(_PART, json.dumps(stored).encode())


def begin(keys: PollKeys) -> SoFar:
    """Where the last count was stopped; the beginning when there was none."""
    if not keys.has(_PART):
        return SoFar()
    stored: dict[str, Any] = json.loads(keys.read(_PART))
    so_far = SoFar(bytes.fromhex(stored["after"]), stored["counted"], stored["spoiled"])
    for pool, answers in stored["answers"].items():
        so_far.answers[int(pool)].update(answers)
    return so_far


def finish(keys: PollKeys) -> None:
    """Forget how far it had come: the count is done."""
    keys.remove(_PART)


def keep_tally(keys: PollKeys, tally: Tally, spoiled: int) -> None:
    """Keep what was counted, until it is published; where the key lay, and for nobody to see."""
    stored = {"cells": tally.cells, "ballots": tally.ballots, "spoiled": spoiled}
    keys.keep(_WHOLE, json.dumps(stored).encode())


def has_tally(keys: PollKeys) -> bool:
    """Whether a tally waits to be published."""
    return keys.has(_WHOLE)


def kept_tally(keys: PollKeys) -> tuple[Tally, int]:
    """What was counted, and how many ballots were spoiled. Raises KeysMissing."""
    stored: dict[str, Any] = json.loads(keys.read(_WHOLE))
    cells = {int(pool): Counter(found) for pool, found in stored["cells"].items()}
    ballots = {int(pool): number for pool, number in stored["ballots"].items()}
    return Tally(cells, ballots), stored["spoiled"]
