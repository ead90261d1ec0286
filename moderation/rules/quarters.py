"""Quarters of a year, and how counts of the neutrality audit are told. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

SMALL = 10  # counts below are told as “fewer than 10”, others to the nearest 5
STEP = 5
MONTHS = 3


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a year in UTC, from its first moment up to `end`."""

    year: int
    number: int  # 1 to 4

    @property
    def name(self) -> str:
        """As “2026-Q3”."""
        return f"{self.year}-Q{self.number}"

    @property
    def start(self) -> datetime:
        return datetime(self.year, MONTHS * self.number - 2, 1, tzinfo=UTC)

    @property
    def end(self) -> datetime:
        return self.next.start

    @property
    def next(self) -> Quarter:
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def before(self) -> Quarter:
        return Quarter(self.year - (self.number == 1), (self.number - 2) % 4 + 1)


def quarter_of(moment: datetime) -> Quarter:
    """The quarter in which this moment lies."""
    here = moment.astimezone(UTC)
    return Quarter(here.year, (here.month - 1) // MONTHS + 1)


def in_steps(count: int) -> str:
    """A count from which no single decision can be told."""
    if count < SMALL:
        return f"fewer than {SMALL}"
    return f"about {STEP * round(count / STEP):,}"


def share(part: int, whole: int) -> str:
    """A share to the nearest 5 %; "too few to say" where either the part or the rest is small."""
    if whole < 2 * SMALL or part < SMALL or whole - part < SMALL:
        return "too few to say"
    nearest = STEP * round(100 * part / whole / STEP)
    return f"about {min(max(nearest, STEP), 100 - STEP)} %"
