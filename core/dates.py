"""Dates and numbers as people in Britain read them. Filters for templates, cached."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from flask import Flask
from markupsafe import Markup

LONDON = ZoneInfo("Europe/London")
NOON = 12


@lru_cache(4096)
def day(moment: date | datetime) -> str:
    """“14 March 2025”, in British time."""
    local = moment.astimezone(LONDON) if isinstance(moment, datetime) else moment
    return f"{local.day} {local:%B %Y}"


@lru_cache(4096)
def day_time(moment: datetime) -> str:
    """“Friday 14 March 2025, 6pm”, in British time."""
    local = moment.astimezone(LONDON)
    return f"{local:%A} {local.day} {local:%B %Y}, {hour(moment)}"


def hour(moment: datetime) -> str:
    """“6pm”, “7:30am”, in British time."""
    local = moment.astimezone(LONDON)
    minutes = f":{local:%M}" if local.minute else ""
    return f"{local.hour % NOON or NOON}{minutes}{'am' if local.hour < NOON else 'pm'}"


@lru_cache(4096)
def from_to(start: datetime, end: datetime) -> str:
    """“Friday 14 March 2025, 6pm to 8pm”; with both days when it ends on another."""
    if start.astimezone(LONDON).date() == end.astimezone(LONDON).date():
        return f"{day_time(start)} to {hour(end)}"
    return f"{day_time(start)} to {day_time(end)}"


def moments(day: date, at: time) -> list[datetime]:
    """When British clocks show this, in UTC and in order.

    Once; never in the hour that is left out in March; twice in the hour that comes again in
    October.
    """
    shown = datetime.combine(day, at)
    found = {shown.replace(tzinfo=LONDON, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return sorted(
        moment for moment in found if moment.astimezone(LONDON).replace(tzinfo=None) == shown
    )


@lru_cache(4096)
def day_marked(moment: date | datetime) -> Markup:
    """The same as a <time>: what `day` of ui/time.html writes, for lists of hundreds."""
    return Markup('<time datetime="{}">{}</time>').format(f"{moment:%Y-%m-%d}", day(moment))


def number(count: float) -> str:
    """“1,204”."""
    return f"{count:,}"


def percent(share: float) -> str:
    """A share from 0 to 1 as a whole percentage: “26%”."""
    return f"{share * 100:.0f}%"


def count_of(count: int, noun: str, plural: str = "") -> str:
    """“1 argument”, “4 arguments”, “no replies” for 0."""
    words = noun if count == 1 else plural or noun + "s"
    return f"{count:,} {words}" if count else f"no {words}"


def iso(moment: date | datetime) -> str:
    """For the datetime attribute of <time>."""
    return (
        moment.isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()
    )


def install(app: Flask) -> None:
    """Offer the filters to templates."""
    for filter_ in (day, day_marked, day_time, from_to, number, percent, count_of, iso):
        app.jinja_env.filters[filter_.__name__] = filter_
