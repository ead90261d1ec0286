"""How much more a word is used in one place than elsewhere. Pure.

*Log-likelihood* G² (Dunning 1993, "Accurate methods for the statistics of surprise and
coincidence"): with a of A people here and b of B elsewhere who used the word,

    G² = 2 · Σ O · ln(O / E)

over the four cells of who used it and who did not, E being what each would be if place made no
difference. It behaves well where counts are small, which Pearson's χ² does not. G² ≥ 15.13 comes
by chance once in ten thousand words (Rayson, Berridge and Francis 2004), and a table is the best
of some thousand words.
"""

import math
from dataclasses import dataclass

LEAST_EVIDENCE = 15.13  # p < 0.0001, one degree of freedom
LEAST_FOR_SHARES = 10  # people; of fewer no percentage is told


@dataclass(frozen=True, slots=True)
class Use:
    """How many of those who wrote in a place used a word, and how many of those elsewhere."""

    here: int
    writers_here: int
    elsewhere: int
    writers_elsewhere: int

    @property
    def share(self) -> float:
        """Of those who wrote here, from 0 to 1."""
        return self.here / self.writers_here if self.writers_here else 0.0

    @property
    def share_elsewhere(self) -> float:
        """Of those who wrote elsewhere, from 0 to 1."""
        return self.elsewhere / self.writers_elsewhere if self.writers_elsewhere else 0.0

    @property
    def of_100(self) -> int | None:
        """How many of a hundred writers here; None when too few wrote to speak of hundreds."""
        return round(100 * self.share) if self.writers_here >= LEAST_FOR_SHARES else None

    @property
    def of_100_elsewhere(self) -> int | None:
        """The same of those elsewhere."""
        return (
            round(100 * self.share_elsewhere)
            if self.writers_elsewhere >= LEAST_FOR_SHARES
            else None
        )

    @property
    def evidence(self) -> float:
        """G²; 0 when the word is used here no more than elsewhere, or there is no elsewhere."""
        if not self.writers_elsewhere or self.share <= self.share_elsewhere:
            return 0.0
        users, everyone = self.here + self.elsewhere, self.writers_here + self.writers_elsewhere
        cells = (
            (self.here, self.writers_here, users),
            (self.elsewhere, self.writers_elsewhere, users),
            (self.writers_here - self.here, self.writers_here, everyone - users),
            (self.writers_elsewhere - self.elsewhere, self.writers_elsewhere, everyone - users),
        )
        return 2 * sum(
            seen * math.log(seen * everyone / (row * column)) for seen, row, column in cells if seen
        )

    @property
    def stands_out(self) -> bool:
        """Whether this many more here are no accident."""
        return self.evidence >= LEAST_EVIDENCE
