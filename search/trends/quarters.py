"""Quarters of the calendar, in British time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

from core.dates import LONDON

MONTHS = 3
_NAMES = ("January to March", "April to June", "July to September", "October to December")
_SHORT = ("Jan–Mar", "Apr–Jun", "Jul–Sep", "Oct–Dec")
_FIRST_YEAR, _LAST_YEAR = 1900, 9000


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months: `number` 1 to 4 of a year."""

    year: int
    number: int

    @classmethod
    def of(cls, moment: datetime) -> Self:
        """The one that a moment is in."""
        local = moment.astimezone(LONDON)
        return cls(local.year, (local.month - 1) // MONTHS + 1)

    @classmethod
    def read(cls, key: str) -> Self | None:
        """What `key` writes, "2026-4"; None for anything else."""
        year, _, number = key.partition("-")
        if not (key.isascii() and year.isdigit() and len(year) == 4 and number in set("1234")):  # noqa: PLR2004
            return None
        return cls(int(year), int(number)) if _FIRST_YEAR <= int(year) <= _LAST_YEAR else None

    @property
    def key(self) -> str:
        """As it stands in the database and in addresses; keys sort as quarters do."""
        return f"{self.year}-{self.number}"

    @property
    def name(self) -> str:
        """“October to December 2026”."""
        return f"{_NAMES[self.number - 1]} {self.year}"

    @property
    def short(self) -> str:
        """“Oct–Dec 2026”."""
        return f"{_SHORT[self.number - 1]} {self.year}"

    @property
    def start(self) -> datetime:
        """Its first moment."""
        first = datetime(self.year, MONTHS * (self.number - 1) + 1, 1, tzinfo=LONDON)
        return first.astimezone(UTC)

    @property
    def end(self) -> datetime:
        """The first moment after it."""
        return self.later(1).start

    def later(self, by: int) -> Quarter:
        """The one so many after it; before it when negative."""
        index = self.year * 4 + self.number - 1 + by
        return Quarter(index // 4, index % 4 + 1)

    @property
    def first_day(self) -> str:
        """“2026-10-01”."""
        return f"{self.start.astimezone(LONDON):%Y-%m-%d}"

    @property
    def last_day(self) -> str:
        """“2026-12-31”."""
        return f"{(self.end - timedelta(days=1)).astimezone(LONDON):%Y-%m-%d}"
