"""How many ballots of each pool add to each cell. Tallies add up: web and paper, pool and pool."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from voting.methods import Asked


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts by pool number. Ballots are those with an answer: no spoiled or blank ones.

    Ballots are counted beside the cells, because one ballot adds to several cells or to none.
    """

    cells: Mapping[int, Mapping[str, int]] = field(default_factory=dict)
    ballots: Mapping[int, int] = field(default_factory=dict)
    paper: Mapping[int, int] = field(default_factory=dict)  # of the ballots, how many came on paper

    def __add__(self, other: Tally) -> Tally:
        pools = {*self.ballots, *other.ballots}
        return Tally(
            {pool: Counter(self.cells_of(pool)) + Counter(other.cells_of(pool)) for pool in pools},
            {pool: self.ballots.get(pool, 0) + other.ballots.get(pool, 0) for pool in pools},
            {pool: self.paper.get(pool, 0) + other.paper.get(pool, 0) for pool in pools},
        )

    def cells_of(self, pool: int) -> Mapping[str, int]:
        """The cells of a pool; none when nobody of it voted."""
        return self.cells.get(pool, {})

    @property
    def total(self) -> int:
        """All ballots with an answer."""
        return sum(self.ballots.values())


def count(answers: Mapping[int, Mapping[str, int]], asked: Asked) -> Tally:
    """The tally of answers in canonical form: by pool, how many ballots say each.

    Ballots that say the same are added in one go, so the work grows with the number of different
    answers rather than of ballots.
    """
    return Tally(
        {pool: _cells(said.items(), asked) for pool, said in answers.items()},
        {pool: sum(said.values()) for pool, said in answers.items()},
    )


def _cells(answers: Iterable[tuple[str, int]], asked: Asked) -> Counter[str]:
    cells: Counter[str] = Counter()
    for answer, times in answers:
        if times == 1:
            cells.update(asked.cells(answer))  # without a loop of our own: rankings are many
            continue
        for cell in asked.cells(answer):
            cells[cell] += times
    return cells
