"""What may stand in a calendar, and the sentences that say why not. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from deliberation.rules import is_readable, why_not_title

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


def why_not_add(
    *, is_member: bool, is_own: bool, may_keep: bool, waiting: int, said: Said, calendar: Calendar
) -> str | None:
    """The reason this person may not add this entry to a calendar; None when they may.

    `waiting`: how many of their entries wait for approval.
    """
    if said.only_clp and calendar.clp_id is None:
        return "Only an entry of a CLP can be kept to its members."
    if may_keep:
        return None
    if not is_member:
        return "Only party members can add entries. Sign in with your membership."
    if not is_own:
        return "You can add entries to the calendars of your own CLP and region, and of all."
    if waiting >= MOST_WAITING:
        return f"{waiting} of your entries wait for approval. Add more when they are decided."
    return None


def why_not_change(*, may_keep: bool, own: bool, hidden: bool, state: EntryState) -> str | None:
    """The reason this person may not change what an entry says; None when they may.

    Its author may as long as nobody has decided on it.
    """
    if hidden:
        return "This entry has been hidden by moderators, so it cannot be changed."
    if state in {EntryState.REFUSED, EntryState.CANCELLED}:
        return f"This entry was {state}, so it cannot be changed. Add a new one."
    if may_keep or (own and state is EntryState.PROPOSED):
        return None
    if own:
        return "Your entry is approved, so an officer changes it. Write to one of them."
    return "Only those who keep this calendar can change its entries."


def why_not_decide(*, may_keep: bool, state: EntryState) -> str | None:
    """The reason this person may not approve or refuse an entry; None when they may."""
    if not may_keep:
        return "Only those who keep this calendar can decide on its entries."
    if state is not EntryState.PROPOSED:
        return f"This entry is decided already: it is {state}."
    return None


def why_not_cancel(*, may_keep: bool, own: bool, state: EntryState) -> str | None:
    """The reason this person may not cancel an entry; None when they may.

    Its author may take it back as long as nobody has decided on it.
    """
    if state in {EntryState.REFUSED, EntryState.CANCELLED}:
        return f"This entry is {state} already."
    if may_keep or (own and state is EntryState.PROPOSED):
        return None
    return "Only those who keep this calendar can cancel its entries."


def why_not_reason(reason: str) -> str | None:
    """The reason a reason will not do; None when it will."""
    if not is_readable(reason):
        return "Give a reason. Whoever added the entry reads it."
    if len(reason) > LONGEST_LINE:
        return f"The reason is {len(reason):,} characters long; the most is {LONGEST_LINE:,}."
    return None
