"""Which sealed batches are counted again by somebody from elsewhere. Pure.

Some by lot: whoever knows the seed, which is public once the poll is counted, draws the same.
The others because nearly all in them say the same; that is told to nobody but those who recount.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from voting.methods.support_scale import Answer

ONE_SIDED = 95  # per cent
_SIDES = (
    frozenset({Answer.STRONGLY_FOR.value, Answer.FOR.value}),
    frozenset({Answer.STRONGLY_AGAINST.value, Answer.AGAINST.value}),
)


def seed(poll: str, trackers: Iterable[bytes]) -> str:
    """The seed of a poll: the SHA-256 of its public id and its counted trackers, in their order.

    Nobody can know or choose it before the last vote on the web has been cast.
    """
    digest = hashlib.sha256(b"folkmoot paper recount 1\0" + poll.encode() + b"\0")
    for tracker in trackers:
        digest.update(tracker)
    return digest.hexdigest()


def by_lot(seed_hex: str, batch_ids: Iterable[int], percent: int) -> list[int]:
    """This share of the batches, rounded up: those whose SHA-256 with the seed is smallest."""
    ids = sorted(batch_ids)
    many = -(-len(ids) * percent // 100)
    return sorted(sorted(ids, key=lambda id_: (_lot(seed_hex, id_), id_))[:many])


def _lot(seed_hex: str, batch_id: int) -> bytes:
    return hashlib.sha256(f"{seed_hex} {batch_id}".encode()).digest()


def is_one_sided(cells: Mapping[str, int], ballots: int) -> bool:
    """Whether more than 95% of a batch's ballots are in one cell, or on one side of the scale."""
    sides = [sum(cells.get(answer, 0) for answer in side) for side in _SIDES]
    return bool(ballots) and 100 * max([*cells.values(), *sides], default=0) > ONE_SIDED * ballots
