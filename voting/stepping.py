"""Which ballots of an open box a step of a running poll is of.

A step holds every mixed ballot but a *reserve*: so many that are drawn by a secret of the poll and
counted only after closing. Without it, whoever takes the last step from the result would have the
answers of the few who voted in between, perhaps of one. See docs/decisions.
"""

import hmac
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nsmallest

from voting.booth import Booth
from voting.methods import Asked

_RANK_BYTES = 16


@dataclass(frozen=True, slots=True)
class Held:
    """What a step holds: how many ballots, and how many of them add to each cell."""

    ballots: int
    cells: Counter[str]


def could_hold(booth: Booth, reserve: int) -> int:
    """How many ballots a step would be of now, were all of them readable. Opens none."""
    return max(0, booth.box.sizes().mixed - reserve)


def held(booth: Booth, asked: Asked, reserve: int) -> Held:
    """Count every mixed ballot but the reserve. Opens them all; needs the key. Writes nothing."""
    kept_back = reserve_of(booth, reserve)
    private_key = booth.keys.private_key
    ballots, cells = 0, Counter[str]()
    for tracker, sealed in booth.box.sealed():
        if tracker in kept_back:
            continue
        content = booth.opened(sealed, private_key, tracker)
        if content is not None and asked.is_answer(content.answer):
            ballots += 1
            cells.update(asked.cells(content.answer))
    return Held(ballots, cells)


def reserve_of(booth: Booth, size: int) -> set[bytes]:
    """The trackers of the ballots that no step holds; drawn by chance, and the same each time."""
    return set(nsmallest(size, _trackers(booth), key=_Rank(booth)))


def _trackers(booth: Booth) -> Iterator[bytes]:
    return (tracker for tracker, _ in booth.box.sealed())


class _Rank:
    """An order of trackers that nobody knows who has not the poll's pepper."""

    def __init__(self, booth: Booth) -> None:
        self._key = booth.keys.pepper
        self._start = b"S\0" + booth.poll.encode() + b"\0"

    def __call__(self, tracker: bytes) -> bytes:
        return hmac.digest(self._key, self._start + tracker, "sha256")[:_RANK_BYTES]
