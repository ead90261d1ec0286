"""Months as people turn them over, and what is typed into fields for days and times. Pure."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from core.dates import moments

_FIRST_YEAR, _LAST_YEAR = 2000, 2099
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_BRITISH_DAY = re.compile(r"(\d{1,2})[/. ](\d{1,2})[/. ](\d{4})")
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?::00)?\s*([ap])?\.?m?\.?", re.IGNORECASE)
_HALF_DAY = 12


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year from 2000 to 2099."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02d}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def name(self) -> str:
        """“November 2026”."""
        return f"{self.first:%B %Y}"

    @property
    def weeks(self) -> list[list[date]]:
        """Its weeks from Monday to Sunday, with the days of other months that fill them."""
        return calendar.Calendar().monthdatescalendar(self.year, self.month)

    def turned(self, by: int) -> Month | None:
        """The month so many later; None beyond the years that calendars show."""
        number = self.year * 12 + self.month - 1 + by
        return _within(number // 12, number % 12 + 1)


def _within(year: int, month: int) -> Month | None:
    if _FIRST_YEAR <= year <= _LAST_YEAR and 1 <= month <= 12:  # noqa: PLR2004 — of a year
        return Month(year, month)
    return None


def month_of(text: str, today: date) -> Month:
    """The month asked for as “2026-11”; that of today for anything else."""
    asked = re.fullmatch(r"(\d{4})-(\d{2})", text, re.ASCII)
    found = _within(int(asked[1]), int(asked[2])) if asked else None
    return found or Month(today.year, today.month)


def day_typed(text: str) -> date:
    """The day in “2026-05-31” or “31/5/2026”. Raises ValueError with a sentence."""
    iso, british = _DAY.fullmatch(text), _BRITISH_DAY.fullmatch(text)
    if iso:
        year, month, day = map(int, iso.groups())
    elif british:
        day, month, year = map(int, british.groups())
    else:
        raise ValueError("Enter a day, like 31/5/2026.")
    try:
        found = date(year, month, day)
    except ValueError:
        raise ValueError(f"There is no day {day}/{month}/{year}. Check day and month.") from None
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError("Check the year.")
    return found


def time_typed(text: str) -> time:
    """The time in “19:30”, “7.30pm” or “7 pm”. Raises ValueError with a sentence."""
    typed = _TIME.fullmatch(text.strip())
    sentence = "Enter a time, like 19:30 or 7.30pm."
    if typed is None or not text.isascii():
        raise ValueError(sentence)
    hour, minute, half = int(typed[1]), int(typed[2] or 0), (typed[3] or "").lower()
    if half:
        if not 1 <= hour <= _HALF_DAY:
            raise ValueError(sentence)
        hour = hour % _HALF_DAY + (_HALF_DAY if half == "p" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        raise ValueError(sentence) from None


def moment_typed(day: date, at: time, *, after: datetime | None = None) -> datetime:
    """When British clocks show this; the first such moment after `after`, if there is one.

    Raises ValueError in the hour that the clocks leave out in March.
    """
    found = moments(day, at)
    if not found:
        raise ValueError(
            f"There is no {at:%H:%M} on {day.day} {day:%B %Y}: the clocks go forward from 1am to "
            "2am that night. Choose another time."
        )
    later = [moment for moment in found if after is not None and moment > after]
    return (later or found)[0]


def same_weekday_next_month(day: date) -> date:
    """The same weekday of the next month (“second Tuesday”); the last if there is no fifth."""
    which = (day.day - 1) // 7
    first = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    found = first + timedelta(days=(day.weekday() - first.weekday()) % 7 + 7 * which)
    return found if found.month == first.month else found - timedelta(days=7)
