"""In which line of a result paper votes count. Pure.

Envelopes of one pool count in that pool. Envelopes of several pools were opened together, because
each CLP had too few: what each pool said is not known, and never will be. Those pools are shown in
one line, as pools are that had too few votes; so every line says what its members said, lines add
up to regions and regions to the whole, and nothing is left over to be found by subtraction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from voting.tally import Tally


@dataclass(frozen=True, slots=True)
class Part:
    """What came of one sealed batch, and the pools whose members' envelopes were in it."""

    pools: frozenset[int]
    cells: Mapping[str, int]
    ballots: int

    @property
    def tally(self) -> Tally:
        """Under the first of its pools, whose figures are never shown without the others'."""
        pool = min(self.pools)
        return Tally({pool: Counter(self.cells)}, {pool: self.ballots}, {pool: self.ballots})


def added(web: Tally, parts: Iterable[Part]) -> Tally:
    """The tally with the paper votes in it."""
    whole = web
    for part in parts:
        whole += part.tally
    return whole


def together(parts: Iterable[Part]) -> list[frozenset[int]]:
    """Pools that must be shown in one line; no pool is in two of the sets. In order of pools."""
    sets: list[frozenset[int]] = []
    for part in parts:
        if len(part.pools) > 1:
            touching = [one for one in sets if one & part.pools]
            apart = [one for one in sets if not one & part.pools]
            sets = [*apart, part.pools.union(*touching)]
    return sorted(sets, key=min)
