"""What stands in calendars. A CLP's shows its region's and the whole party's entries too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from markupsafe import Markup

from accounts.models import Clp, Member, Region
from core.clock import now
from core.dates import LONDON, from_to, moments
from core.db import db
from deliberation.models import CalendarAddress, CalendarEntry, EntryVersion
from deliberation.rules.calendar import ON_SHOW, EntryState
from deliberation.rules.months import Month

Row = dict[str, Any]
MOST = 500  # entries of one month, or of one file
AHEAD = timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Whose calendar is shown: of a CLP in its region, of a region, or of the whole party."""

    name: str
    url: str  # of the calendar
    clp_id: int | None = None
    region_id: int | None = None
    back: tuple[str, str] | None = None  # title and url of the page it belongs to
    asked: str = ""  # behind /entries/new

    @property
    def calendar(self) -> str:
        """Its name in the middle of a sentence."""
        return self.name if self.back else "the whole party"

    @property
    def about(self) -> dict[str, int | None]:
        """For statements."""
        return {"clp_id": self.clp_id, "region_id": self.region_id}


NATION = Scope(name="The whole party", url="/calendar")

_OF_NATION = sa.and_(CalendarEntry.clp_id.is_(None), CalendarEntry.region_id.is_(None))
_IN_SCOPE = sa.or_(
    CalendarEntry.clp_id == sa.bindparam("clp_id", type_=sa.Integer),
    CalendarEntry.region_id == sa.bindparam("region_id", type_=sa.Integer),
    _OF_NATION,
)
_SEEN = sa.or_(
    CalendarEntry.only_clp.is_(sa.false()),
    CalendarEntry.clp_id == sa.bindparam("own_clp_id", type_=sa.Integer),
)
_ROWS = (
    sa.select(
        CalendarEntry.id,
        CalendarEntry.title,
        CalendarEntry.starts_at,
        CalendarEntry.ends_at,
        CalendarEntry.venue,
        CalendarEntry.how_to_join,
        CalendarEntry.words,
        CalendarEntry.is_meeting,
        CalendarEntry.only_clp,
        CalendarEntry.state,
        CalendarEntry.because,
        CalendarEntry.clp_id,
        CalendarEntry.changed_at,
        CalendarEntry.changes,
        Region.name.label("region"),
    )
    .outerjoin(Region, Region.id == CalendarEntry.region_id)
    .order_by(CalendarEntry.starts_at, CalendarEntry.id)
    .limit(sa.bindparam("most"))
)
_BETWEEN = _ROWS.where(
    CalendarEntry.hidden_at.is_(None),
    CalendarEntry.state.in_([state.value for state in ON_SHOW]),
    _IN_SCOPE,
    _SEEN,
    CalendarEntry.ends_at > sa.bindparam("after"),
    CalendarEntry.starts_at < sa.bindparam("before"),
)
_WAITING = _ROWS.where(
    CalendarEntry.state == EntryState.PROPOSED, CalendarEntry.hidden_at.is_(None)
)
_WAITING_IN = {
    "clp": _WAITING.where(CalendarEntry.clp_id == sa.bindparam("clp_id")),
    "region": _WAITING.where(CalendarEntry.region_id == sa.bindparam("region_id")),
    "nation": _WAITING.where(_OF_NATION),
}


def midnight(day: date) -> datetime:
    """When the day begins in Britain."""
    return moments(day, time())[0]


def british_day() -> date:
    """Today in Britain."""
    return now().astimezone(LONDON).date()


def coming(scope: Scope, *, own_clp_id: int | None, most: int = 5) -> list[Row]:
    """What is going on today and next, earliest first. 1 statement."""
    first = midnight(british_day())
    return between(scope, first, first + AHEAD, own_clp_id=own_clp_id, most=most)


def in_month(scope: Scope, month: Month, *, own_clp_id: int | None) -> list[Row]:
    """What takes place in a month and on the days of others that fill its weeks. 1 statement."""
    days = [day for week in month.weeks for day in week]
    return between(
        scope,
        midnight(days[0]),
        midnight(days[-1] + timedelta(days=1)),
        own_clp_id=own_clp_id,
    )


def between(
    scope: Scope, after: datetime, before: datetime, *, own_clp_id: int | None, most: int = MOST
) -> list[Row]:
    """What takes place between two moments, earliest first. 1 statement."""
    found = db.session.execute(
        _BETWEEN,
        {**scope.about, "own_clp_id": own_clp_id, "after": after, "before": before, "most": most},
    ).mappings()
    return [_shown(dict(row)) for row in found]


def _shown(row: Mapping[str, Any]) -> Row:
    return {
        **row,
        "url": f"/entries/{row['id']}",
        "when": from_to(row["starts_at"], row["ends_at"]),
        "is_cancelled": row["state"] == EntryState.CANCELLED,
        "of": "" if row["clp_id"] else row["region"] or "Whole party",
    }


def by_day(entries: Iterable[Row]) -> dict[date, list[Row]]:
    """The entries of each day, those of several days on each of them."""
    days: dict[date, list[Row]] = {}
    for entry in entries:
        day = entry["starts_at"].astimezone(LONDON).date()
        last = (entry["ends_at"] - timedelta(microseconds=1)).astimezone(LONDON).date()
        while day <= last:
            days.setdefault(day, []).append(entry)
            day += timedelta(days=1)
    return days


def waiting(scope: Scope) -> list[Row]:
    """Proposed entries of this calendar itself, for those who keep it. 1 statement."""
    which = "clp" if scope.clp_id else "region" if scope.region_id else "nation"
    found = db.session.execute(_WAITING_IN[which], {**scope.about, "most": MOST}).mappings()
    return [_shown(dict(row)) for row in found]


_VERSIONS = (
    sa.select(EntryVersion.said, EntryVersion.ended_at, Member.name.label("changed_by"))
    .join(Member, Member.id == EntryVersion.changed_by_id)
    .where(EntryVersion.entry_id == sa.bindparam("entry_id"))
    .order_by(EntryVersion.id.desc())
    .limit(100)
)


def versions_of(entry: CalendarEntry) -> list[Row]:
    """What the entry said before, newest first: when it was changed, by whom. 1 statement."""
    found = db.session.execute(_VERSIONS, {"entry_id": entry.id}).mappings()
    return [{**row, "said": _said(row["said"])} for row in found]


def _said(facts: dict[str, Any]) -> dict[str, Any]:
    start, end = (datetime.fromisoformat(facts[name]) for name in ("starts_at", "ends_at"))
    return facts | {"when": from_to(start, end)}


def row_of(entry: CalendarEntry) -> Row:
    """The entry as the lists show it. No statement."""
    names = ("id", "title", "starts_at", "ends_at", "venue", "how_to_join", "words", "is_meeting")
    more = ("only_clp", "state", "because", "clp_id", "changed_at", "changes")
    facts = {name: getattr(entry, name) for name in (*names, *more)}
    return _shown({**facts, "region": entry.region.name if entry.region else None})


def html_of(entry: CalendarEntry) -> Markup:
    """Its words, as they were rendered when they were saved."""
    return Markup(entry.html)  # noqa: S704 — made by core.text


_CLP = sa.select(Clp.id, Clp.name, Clp.slug, Clp.region_id).where(Clp.slug == sa.bindparam("slug"))
_REGION = sa.select(Region.id, Region.name, Region.slug).where(Region.slug == sa.bindparam("slug"))


def scope_of_clp(slug: str) -> Scope | None:
    """The calendar of a CLP. 1 statement."""
    row = db.session.execute(_CLP, {"slug": slug}).first()
    return row and Scope(
        name=row.name,
        url=f"/clps/{slug}/calendar",
        clp_id=row.id,
        region_id=row.region_id,
        back=(row.name, f"/clps/{slug}"),
        asked=f"?clp={slug}",
    )


def scope_of_region(slug: str) -> Scope | None:
    """The calendar of a region. 1 statement."""
    row = db.session.execute(_REGION, {"slug": slug}).first()
    return row and Scope(
        name=row.name,
        url=f"/regions/{slug}/calendar",
        region_id=row.id,
        back=(row.name, f"/regions/{slug}"),
        asked=f"?region={slug}",
    )


_ADDRESS = (
    sa.select(CalendarAddress, Clp.slug)
    .join(Member, Member.id == CalendarAddress.member_id)
    .join(Clp, Clp.id == Member.clp_id)
    .where(CalendarAddress.member_id == sa.bindparam("member_id"))
    .where(Member.membership_number.is_not(None))
)


def address_of(member_id: int) -> tuple[CalendarAddress, str] | None:
    """A member's private calendar address and the slug of their CLP. 1 statement."""
    row = db.session.execute(_ADDRESS, {"member_id": member_id}).first()
    return (row[0], row[1]) if row else None
