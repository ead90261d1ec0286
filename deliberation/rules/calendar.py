"""What may stand in a calendar, and the sentences that say why not. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from deliberation.rules import is_readable

LONGEST_TITLE = 120
LONGEST_LINE = 300  # venue, how to join, reasons
LONGEST_WORDS = 10_000
LONGEST = timedelta(days=31)  # an entry
FURTHEST = timedelta(days=3 * 366)  # ahead
EARLIEST = timedelta(days=366)  # ago: for what took place and was never entered
MOST_WAITING = 10  # entries of one member that wait for approval


class EntryState(StrEnum):
    """How far an entry is."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"
    CANCELLED = "cancelled"


ON_SHOW = (EntryState.APPROVED, EntryState.CANCELLED)  # in calendars, for all who may read it


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Whose calendar: a CLP's, a region's, or (neither) that of the whole party."""

    clp_id: int | None = None
    region_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What an entry says."""

    title: str
    starts_at: datetime
    ends_at: datetime
    venue: str = ""
    how_to_join: str = ""
    words: str = ""
    is_meeting: bool = False
    only_clp: bool = False


def why_not_said(said: Said, *, today: date) -> str | None:
    """The reason an entry may not say this; None when it may."""
    return why_not_title(said.title) or why_not_when(said, today=today) or _too_long(said)


def why_not_title(title: str) -> str | None:
    """The reason a title will not do; None when it will."""
    if not is_readable(title):
        return "Enter a title."
    if len(title) > LONGEST_TITLE:
        return f"The title is {len(title):,} characters long; the most is {LONGEST_TITLE:,}."
    return None


def why_not_when(said: Said, *, today: date) -> str | None:
    """The reason it cannot take place then; None when it can."""
    if said.ends_at <= said.starts_at:
        return "It ends before it starts. Check the days and times."
    if said.ends_at - said.starts_at > LONGEST:
        return "An entry can last 31 days at most. Add one entry for the start and one for the end."
    if said.starts_at.date() > today + FURTHEST:
        return "A calendar reaches three years ahead. Check the year."
    if said.starts_at.date() < today - EARLIEST:
        return "That is more than a year ago. Check the year."
    return None


def _too_long(said: Said) -> str | None:
    for name, text, most in (
        ("The line that says where", said.venue, LONGEST_LINE),
        ("The line that says how to join", said.how_to_join, LONGEST_LINE),
        ("The text", said.words, LONGEST_WORDS),
    ):
        if len(text) > most:
            return f"{name} is {len(text):,} characters long; the most is {most:,}."
    return None
