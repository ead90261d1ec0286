"""What an attacker would try, given what an attacker would have.

Each attack puts members and ballots in some order and pairs them off. `Truth` knows the pairs, and
scores a guess against chance. Keys are drawn from seeded chance, so a score never wavers.
"""

import random
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

import sqlalchemy as sa

from tests.files import content
from voting.box import Ballot, Box, Cast


@dataclass
class Truth:
    """Who voted with which ballot, in the order of voting."""

    seed: int = 1
    refs: list[bytes] = field(default_factory=list)
    trackers: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)

    def vote(self, box: Box, times: int) -> None:
        for _ in range(times):
            ref, proof, tracker, mine = (self.chance.randbytes(size) for size in (16, 16, 10, 156))
            ballot = Ballot(tracker, self.chance.randbytes(176), mine)
            assert box.cast(ref, proof, ballot) is Cast.RECORDED
            self.refs.append(ref)
            self.trackers.append(tracker)

    def hits(self, refs: Sequence[bytes], trackers: Sequence[bytes]) -> int:
        """How many pairs are right when the two lists are zipped; 1 by chance."""
        people, ballots = self._ranks(refs, trackers)
        return sum(one == other for one, other in zip(people, ballots, strict=True))

    def correlation(self, refs: Sequence[bytes], trackers: Sequence[bytes]) -> float:
        """Between the times of voting of people and ballots that lie at the same place."""
        people, ballots = self._ranks(refs, trackers)
        middle = (len(people) - 1) / 2
        spread = sum((rank - middle) ** 2 for rank in people)
        return (
            sum((p - middle) * (b - middle) for p, b in zip(people, ballots, strict=True)) / spread
        )

    def _ranks(
        self, refs: Sequence[bytes], trackers: Sequence[bytes]
    ) -> tuple[list[int], list[int]]:
        return [self.refs.index(ref) for ref in refs], [self.trackers.index(t) for t in trackers]


def in_order(found: Sequence[bytes], truth: Sequence[bytes]) -> float:
    """The share of pairs that lie in the order of voting: 1.0 tells all, 0.5 tells nothing."""
    ranks = [truth.index(key) for key in found]
    pairs = list(combinations(ranks, 2))
    return sum(first < second for first, second in pairs) / len(pairs)


def order_in_file(path: Path, keys: Sequence[bytes]) -> list[bytes]:
    """Keys as SQLite laid them down: page by page, and in a page from the end downwards."""
    stored, page = content(path), 4096
    places = {key: stored.find(key) for key in keys}
    return sorted(keys, key=lambda key: (places[key] // page, -(places[key] % page)))


def orders_in_sqlite(path: Path, truth: Truth) -> dict[str, tuple[list[bytes], list[bytes]]]:
    """Every order in which a thief of the file can list people and ballots."""
    box = sqlite3.connect(path)
    try:
        natural = [
            [row[0] for row in box.execute(f"SELECT {key} FROM {table}")]
            for key, table in (("ref", "participation"), ("t", "box"))
        ]
    finally:
        box.close()
    return {
        "natural": (natural[0], natural[1]),
        "index": (sorted(truth.refs), sorted(truth.trackers)),
        "file": (order_in_file(path, truth.refs), order_in_file(path, truth.trackers)),
    }


def orders_in_postgres(url: str, schema: str) -> dict[str, tuple[list[bytes], list[bytes]]]:
    """Every order in which somebody with SELECT can list people and ballots."""
    orders = {"natural": "", "ctid": "ORDER BY ctid", "xmin": "ORDER BY xmin::text::bigint, ctid"}
    engine = sa.create_engine(url)
    with engine.connect() as box:
        found = {
            name: tuple(
                [
                    bytes(key)
                    for key in box.scalars(
                        sa.text(f"SELECT {column} FROM {schema}.{table} {order}")
                    )
                ]
                for column, table in (("ref", "participation"), ("t", "box"))
            )
            for name, order in orders.items()
        }
    engine.dispose()
    return {name: (people, ballots) for name, (people, ballots) in found.items()}
