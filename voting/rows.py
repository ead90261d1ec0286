"""One line of a published table, as plain values: the only figures that any page may show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from voting.pooling import percent_words


class Level(StrEnum):
    """How far down a result is broken down, and which level a row of it is."""

    TOTAL = "total"
    REGION = "region"
    POOL = "pool"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. Counts are None unless the row is exact.

    The cells are those that the poll's method shows at this level and no others; each is a share
    of all ballots of the row.
    """

    level: Level
    label: str
    eligible: int
    took_part: int
    percents: Mapping[str, int]  # by cell; 0 and 100 are read by `percent_words` unless exact
    counts: Mapping[str, int] | None = None
    pools: tuple[int, ...] = field(default=(), compare=False)  # numbers; known at the count only

    @property
    def is_exact(self) -> bool:
        return self.counts is not None

    @property
    def weights(self) -> Mapping[str, int]:
        """What indicators are worked out from: the counts, or the percentages as published."""
        return self.counts if self.counts is not None else self.percents

    @property
    def whole(self) -> int:
        """All ballots, in the measure of `weights`: people, or 100 per cent."""
        return self.took_part if self.is_exact else 100

    def share(self, cell: str) -> str:
        """The share of a cell as every page prints it: ``64%``, ``under 5%``."""
        if self.is_exact:
            return f"{self.percents[cell]}%"
        return percent_words(self.percents[cell], self.took_part)
