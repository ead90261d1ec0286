"""Calendars as files (iCalendar, RFC 5545). Pure.

Times are written in UTC, which every program turns into its own; so no rule of any time zone has to
travel along, and an entry that is moved over a change of clocks stays where it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

MIMETYPE = "text/calendar"
_LONGEST_LINE = 75  # octets, RFC 5545 section 3.1
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that takes place. `uid` never changes; `changes` counts up with every change."""

    uid: str
    title: str
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime
    changes: int
    url: str
    where: str = ""
    text: str = ""
    is_cancelled: bool = False


def calendar(name: str, entries: Sequence[Entry], *, made_by: str) -> str:
    """The file for a calendar of this name; lines end as the standard wants."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{_escaped(made_by)}//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(name)}",
        "X-WR-TIMEZONE:Europe/London",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    ]
    for entry in entries:
        lines += _lines_of(entry)
    return "".join(f"{folded}\r\n" for folded in _folded([*lines, "END:VCALENDAR"]))


def _lines_of(entry: Entry) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_escaped(entry.uid)}"
    yield f"DTSTAMP:{_moment(entry.changed_at)}"
    yield f"LAST-MODIFIED:{_moment(entry.changed_at)}"
    yield f"SEQUENCE:{entry.changes}"
    yield f"DTSTART:{_moment(entry.starts_at)}"
    yield f"DTEND:{_moment(entry.ends_at)}"
    yield f"SUMMARY:{_escaped(entry.title)}"
    if entry.where:
        yield f"LOCATION:{_escaped(entry.where)}"
    if entry.text:
        yield f"DESCRIPTION:{_escaped(entry.text)}"
    yield f"URL:{_CONTROLS.sub('', entry.url)}"
    yield f"STATUS:{'CANCELLED' if entry.is_cancelled else 'CONFIRMED'}"
    yield "END:VEVENT"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    """A text value: no line end and no mark of the format can get out of it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\")
    text = text.replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return _CONTROLS.sub("", text)


def _folded(lines: Iterable[str]) -> Iterator[str]:
    """Each line in pieces of at most 75 octets, none cut inside a letter."""
    for line in lines:
        rest, room = "", _LONGEST_LINE
        for letter in line:
            octets = len(letter.encode())
            if octets > room:
                yield rest
                rest, room = " ", _LONGEST_LINE - 1
            rest, room = rest + letter, room - octets
        yield rest
