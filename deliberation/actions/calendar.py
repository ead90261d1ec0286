"""Adding entries to calendars, deciding on them, changing and cancelling them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.models import Clp, Region
from accounts.rules import Power
from core import events
from core.clock import now, today
from core.dates import from_to
from core.db import db
from core.errors import Refused
from core.text import render
from deliberation.actions.following import call_meeting, tell_author, tell_watchers
from deliberation.actions.writing import refuse_if
from deliberation.models import CalendarEntry, EntryVersion
from deliberation.rules import calendar as rules
from deliberation.rules.calendar import Calendar, EntryState, Said


def may_keep(calendar: Calendar, by: Viewer) -> bool:
    """Whether this person keeps the calendar: approves, changes and cancels what stands in it."""
    if calendar.clp_id is not None:
        return by.can(Power.NOTICES, clp_id=calendar.clp_id)
    return by.can(Power.CALENDARS)


def calendar_of(entry: CalendarEntry) -> Calendar:
    """The calendar in which the entry stands."""
    return Calendar(clp_id=entry.clp_id, region_id=entry.region_id)


def keeps(entry: CalendarEntry, by: Viewer) -> bool:
    """Whether this person keeps the calendar in which the entry stands."""
    return may_keep(calendar_of(entry), by)


def said_by(entry: CalendarEntry) -> Said:
    """What the entry says."""
    return Said(
        title=entry.title,
        starts_at=entry.starts_at,
        ends_at=entry.ends_at,
        venue=entry.venue,
        how_to_join=entry.how_to_join,
        words=entry.words,
        is_meeting=entry.is_meeting,
        only_clp=entry.only_clp,
    )


def why_not_add(calendar: Calendar, said: Said, by: Viewer) -> str | None:
    """The reason this person may not add this to the calendar. ≤ 1 statement."""
    is_kept = may_keep(calendar, by)
    return rules.why_not_add(
        is_member=by.is_member,
        is_own=_is_own(calendar, by),
        may_keep=is_kept,
        waiting=0 if is_kept else _waiting_of(by),
        said=said,
        calendar=calendar,
    )


def _is_own(calendar: Calendar, by: Viewer) -> bool:
    if calendar.clp_id is not None:
        return calendar.clp_id == by.clp_id
    return calendar.region_id is None or calendar.region_id == by.region_id


def _waiting_of(by: Viewer) -> int:
    mine = sa.select(sa.func.count(CalendarEntry.id)).where(
        CalendarEntry.author_id == by.id, CalendarEntry.state == EntryState.PROPOSED
    )
    return db.session.scalar(mine) or 0


def add_entry(calendar: Calendar, said: Said, *, by: Viewer) -> CalendarEntry:
    """Add an entry: approved at once by those who keep the calendar, else for approval.

    Raises Refused.
    """
    _is_there(calendar)
    refuse_if(why_not_add(calendar, said, by), rules.why_not_said(said, today=today()))
    entry = CalendarEntry(
        clp_id=calendar.clp_id,
        region_id=calendar.region_id,
        author_id=by.id,
        added_at=now(),
        changed_at=now(),
        **asdict(said),
    )
    if may_keep(calendar, by):
        _decide(entry, EntryState.APPROVED, by=by)
    db.session.add(entry)
    db.session.flush()
    _render(entry)
    name = "entry.added" if entry.state == EntryState.APPROVED else "entry.proposed"
    events.record(name, entry, actor_id=by.id)
    if entry.state == EntryState.APPROVED:
        call_meeting(entry, by=by)
    return entry


def _is_there(calendar: Calendar) -> None:
    for model, row_id in ((Clp, calendar.clp_id), (Region, calendar.region_id)):
        if row_id is not None and db.session.get(model, row_id) is None:
            raise Refused("There is no such calendar.")


def _render(entry: CalendarEntry) -> None:
    entry.html = render(entry.words, top=2, anchor=f"e{entry.id}") if entry.words else ""


def _decide(entry: CalendarEntry, state: EntryState, *, by: Viewer, because: str = "") -> None:
    entry.state, entry.because = state.value, because
    entry.decided_by_id, entry.decided_at, entry.changed_at = by.id, now(), now()


def locked(entry: CalendarEntry) -> CalendarEntry:
    """The entry as it is now, kept from others until this is committed."""
    return db.session.get_one(
        CalendarEntry, entry.id, populate_existing=True, with_for_update={"of": CalendarEntry}
    )


def why_not_change(entry: CalendarEntry, by: Viewer) -> str | None:
    """The reason this person may not change the entry; None when they may."""
    return rules.why_not_change(
        may_keep=keeps(entry, by),
        own=by.id == entry.author_id,
        hidden=entry.hidden_at is not None,
        state=EntryState(entry.state),
    )


def change_entry(entry: CalendarEntry, said: Said, *, by: Viewer) -> None:
    """Change what an entry says; what it said before is kept, and who watches it is told.

    Raises Refused.
    """
    entry = locked(entry)
    before = said_by(entry)
    refuse_if(why_not_change(entry, by), rules.why_not_said(said, today=today()))
    if said.only_clp and entry.clp_id is None:
        raise Refused("Only an entry of a CLP can be kept to its members.")
    if said == before:
        return
    db.session.add(
        EntryVersion(entry_id=entry.id, said=_kept(before), ended_at=now(), changed_by_id=by.id)
    )
    for name, value in asdict(said).items():
        setattr(entry, name, value)
    entry.changed_at, entry.changes = now(), entry.changes + 1
    _render(entry)
    events.record("entry.changed", entry, actor_id=by.id)
    tell_watchers(entry, _what_changed(before, said), by=by)


def _what_changed(before: Said, said: Said) -> str:
    """For whoever watches it: what matters most of what is new, in a sentence."""
    if (before.starts_at, before.ends_at) != (said.starts_at, said.ends_at):
        return f"It now takes place on {from_to(said.starts_at, said.ends_at)}."
    if before.venue != said.venue:
        return f"It is now at: {said.venue}." if said.venue else "Where it is was taken out."
    return "What it says has changed."


def _kept(said: Said) -> dict[str, Any]:
    facts = asdict(said)
    return facts | {name: facts[name].isoformat() for name in ("starts_at", "ends_at")}


def why_not_decide(entry: CalendarEntry, by: Viewer) -> str | None:
    """The reason this person may not approve or refuse the entry; None when they may."""
    return rules.why_not_decide(may_keep=keeps(entry, by), state=EntryState(entry.state))


def approve_entry(entry: CalendarEntry, *, by: Viewer) -> None:
    """Let a proposed entry into its calendar. Its author is told. Raises Refused."""
    entry = locked(entry)
    refuse_if(why_not_decide(entry, by))
    _decide(entry, EntryState.APPROVED, by=by)
    events.record("entry.approved", entry, actor_id=by.id)
    tell_author(entry, "Your entry is in the calendar.", by=by)
    call_meeting(entry, by=by)


def refuse_entry(entry: CalendarEntry, reason: str, *, by: Viewer) -> None:
    """Keep a proposed entry out, with a reason that its author is told. Raises Refused."""
    entry = locked(entry)
    refuse_if(why_not_decide(entry, by), rules.why_not_reason(reason))
    _decide(entry, EntryState.REFUSED, by=by, because=reason)
    events.record("entry.refused", entry, actor_id=by.id)
    tell_author(entry, f"Your entry was not taken into the calendar: {reason}", by=by)


def why_not_cancel(entry: CalendarEntry, by: Viewer) -> str | None:
    """The reason this person may not cancel the entry; None when they may."""
    return rules.why_not_cancel(
        may_keep=keeps(entry, by),
        own=by.id == entry.author_id,
        state=EntryState(entry.state),
    )


def cancel_entry(entry: CalendarEntry, reason: str, *, by: Viewer) -> None:
    """Cancel an entry: it stays where it stands, marked, with the reason; who watches it is told.

    One that nobody has decided on is taken back and was never in the calendar. Raises Refused.
    """
    entry = locked(entry)
    refuse_if(why_not_cancel(entry, by), rules.why_not_reason(reason))
    was_proposed = entry.state == EntryState.PROPOSED
    _decide(
        entry,
        EntryState.REFUSED if was_proposed else EntryState.CANCELLED,
        by=by,
        because=reason,
    )
    entry.changes += 1
    events.record("entry.taken_back" if was_proposed else "entry.cancelled", entry, actor_id=by.id)
    if not was_proposed:
        tell_watchers(entry, f"Cancelled: {reason}", by=by)
