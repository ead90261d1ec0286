"""Days as people type them: 2024, 2024-05, 3/5/2024, "3 May 2024", May, yesterday, "last week"."""

import calendar
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = 12
_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}
_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name}
_AGO = re.compile(
    r"(?:(?:the )?(?:last|past) )?(\d{1,3} )?(day|week|fortnight|month|year)s?(?: ago)?"
)
_CALENDAR = (
    re.compile(r"(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?)?"),
    re.compile(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})"),
    re.compile(
        r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?[ -])?(?P<name>[a-z]{3,9})\.?(?:[ -](?P<year>\d{4}))?"
    ),
)


@dataclass(frozen=True, slots=True)
class Days:
    """From the first to the last, both of them too."""

    first: date
    last: date


def days_meant(text: str, today: date | None = None) -> Days | None:
    """The days that somebody means; None when it says nothing.

    "last week" is the seven days up to today. A month without a year is the newest that has begun.
    Whatever is reckoned from today needs `today`.
    """
    text = " ".join(text.lower().split())
    with suppress(ValueError, OverflowError):  # the 31st of February, the year 0
        return _near(text, today) or _in_the_calendar(text, today)
    return None


def _near(text: str, today: date | None) -> Days | None:
    if today is None:
        return None
    if text in {"today", "yesterday"}:
        day = today - timedelta(days=text == "yesterday")
        return Days(day, day)
    found = _AGO.fullmatch(text.replace("-", " "))
    if found is None:
        return None
    return Days(today - timedelta(days=int(found[1] or 1) * _DAYS[found[2]]), today)


def _in_the_calendar(text: str, today: date | None) -> Days | None:
    for pattern in _CALENDAR:
        if found := pattern.fullmatch(text):
            parts = found.groupdict()
            name = parts.get("name") or ""
            if not any(month.lower().startswith(name) for month in calendar.month_name if month):
                continue
            year, month, day = (int(parts.get(part) or 0) for part in ("year", "month", "day"))
            return _days(year, month or _MONTHS.get(name[:3], 0), day, today)
    return None


def _days(year: int, month: int, day: int, today: date | None) -> Days | None:
    """A year, a month or a day; 0 stands for what was not said."""
    if not year:
        if today is None:
            return None
        year = today.year - (date(today.year, month, day or 1) > today)
    first = date(year, month or 1, day or 1)
    if day:
        return Days(first, first)
    last = month or MONTHS
    return Days(first, date(year, last, calendar.monthrange(year, last)[1]))
