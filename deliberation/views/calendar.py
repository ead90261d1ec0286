"""Calendars of CLPs, regions and the whole party: by month, as a list, as a file."""

from __future__ import annotations

import hmac
from datetime import date, timedelta

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, viewer
from core import ical
from core.clock import now
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.pages import kept
from core.web import done, found, settings
from deliberation.actions import calendar as actions
from deliberation.actions import following
from deliberation.models.calendar import WIDE
from deliberation.queries import calendar as queries
from deliberation.queries.calendar import NATION, Row, Scope
from deliberation.rules.calendar import FURTHEST, Calendar
from deliberation.rules.months import Month, month_of
from deliberation.views import bp

LISTED = 100  # entries of the list
BACK = timedelta(days=183)  # how far back a file goes


def own_clp_id(slug: str) -> int | None:
    """The id of the CLP of this name if the person looking is a member of it."""
    person = viewer()
    return person.clp_id if person.is_member and person.clp_slug == slug else None


def day_and_own(slug: str = "") -> str:
    """What tells kept pages with a calendar apart: the day in Britain, and whose CLP it is."""
    return f"{queries.british_day()}{'own' if slug and own_clp_id(slug) else ''}"


@bp.get("/calendar")
@kept(lambda: (WIDE,), apart=day_and_own)
def calendar() -> ResponseReturnValue:
    """The calendar of the whole party."""
    return _page(NATION)


@bp.get("/clps/<slug>/calendar")
@kept(lambda slug: (f"clp:{slug}", WIDE), apart=day_and_own)
def clp_calendar(slug: str) -> ResponseReturnValue:
    """The calendar of a CLP, with what its region and the whole party do."""
    return _page(found(queries.scope_of_clp(slug)), own_clp_id(slug))


@bp.get("/regions/<slug>/calendar")
@kept(lambda slug: (WIDE,), apart=lambda slug: day_and_own())
def region_calendar(slug: str) -> ResponseReturnValue:
    """The calendar of a region, with what the whole party does."""
    return _page(found(queries.scope_of_region(slug)))


def _page(scope: Scope, own: int | None = None) -> str:
    today = queries.british_day()
    keeps = actions.may_keep(Calendar(clp_id=scope.clp_id, region_id=_region_of(scope)), viewer())
    facts = {"scope": scope, "waiting": queries.waiting(scope) if keeps else [], "today": today}
    if request.args.get("view") == "list":
        entries = queries.coming(scope, own_clp_id=own, most=LISTED)
        return render_template("deliberation/calendar_list.html", entries=entries, **facts)
    month = month_of(request.args.get("month", ""), today)
    entries = queries.in_month(scope, month, own_clp_id=own)
    return render_template(
        "deliberation/calendar.html",
        month=month,
        before=_near(month.turned(-1), today),
        after=_near(month.turned(1), today),
        days=queries.by_day(entries),
        entries=[entry for entry in entries if _in(entry, month)],
        **facts,
    )


def _near(month: Month | None, today: date) -> Month | None:
    """The month, if something can stand in it: beyond, there would be pages without end."""
    if month is None or not today - FURTHEST < month.first < today + FURTHEST:
        return None
    return month


def _region_of(scope: Scope) -> int | None:
    """A CLP's calendar is not its region's."""
    return None if scope.clp_id else scope.region_id


def _in(entry: Row, month: Month) -> bool:
    return any(day.month == month.month for day in queries.by_day([entry]))


@bp.get("/calendar.ics")
@kept(lambda: (WIDE,), apart=day_and_own, mimetype=ical.MIMETYPE)
def calendar_file() -> ResponseReturnValue:
    """The whole party's calendar as a file."""
    return _file(NATION)


@bp.get("/clps/<slug>/calendar.ics")
@kept(lambda slug: (f"clp:{slug}", WIDE), apart=lambda slug: day_and_own(), mimetype=ical.MIMETYPE)
def clp_calendar_file(slug: str) -> ResponseReturnValue:
    """A CLP's calendar as a file: what everybody may read, whoever asks."""
    return _file(found(queries.scope_of_clp(slug)))


@bp.get("/regions/<slug>/calendar.ics")
@kept(lambda slug: (WIDE,), apart=lambda slug: day_and_own(), mimetype=ical.MIMETYPE)
def region_calendar_file(slug: str) -> ResponseReturnValue:
    """A region's calendar as a file."""
    return _file(found(queries.scope_of_region(slug)))


def _file(scope: Scope, own: int | None = None) -> str:
    entries = queries.between(scope, now() - BACK, now() + queries.AHEAD, own_clp_id=own)
    name = f"{scope.name} – {settings().site_name}" if scope is not NATION else settings().site_name
    return ical.calendar(name, [entry_of(row) for row in entries], made_by=settings().site_name)


def entry_of(row: Row) -> ical.Entry:
    """The entry as it stands in a file."""
    url = f"{settings().site_url}{row['url']}"
    because = f"Cancelled: {row['because']}" if row["is_cancelled"] else ""
    join = f"How to join: {row['how_to_join']}" if row["how_to_join"] else ""
    return ical.Entry(
        uid=f"entry-{row['id']}@{settings().site_url.partition('://')[2]}",
        title=f"Cancelled: {row['title']}" if row["is_cancelled"] else row["title"],
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        changed_at=row["changed_at"],
        changes=row["changes"],
        url=url,
        where=row["venue"],
        text="\n\n".join(filter(None, (because, join, row["words"], url))),
        is_cancelled=row["is_cancelled"],
    )


@bp.get("/calendars/<int:member_id>-<secret>.ics")
def own_calendar_file(member_id: int, secret: str) -> ResponseReturnValue:
    """A member's CLP's calendar with what it keeps to its members; the address is the key."""
    address, slug = found(queries.address_of(member_id))
    if not hmac.compare_digest(following.secret_of(address).encode(), secret.encode()):
        abort(404)
    scope = found(queries.scope_of_clp(slug))
    return Response(_file(scope, scope.clp_id), mimetype=ical.MIMETYPE)


@bp.get("/clps/<slug>/calendar/subscribe")
def subscribe(slug: str) -> ResponseReturnValue:
    """How to have a CLP's calendar on one's own telephone."""
    scope = found(queries.scope_of_clp(slug))
    own = own_clp_id(slug)
    address = queries.address_of(viewer().id or 0) if own else None
    return render_template(
        "deliberation/subscribe.html",
        scope=scope,
        is_own=own is not None,
        url=f"{settings().site_url}{scope.url}.ics",
        own_url=_own_url(address[0].member_id, following.secret_of(address[0])) if address else "",
    )


def _own_url(member_id: int, secret: str) -> str:
    return f"{settings().site_url}/calendars/{member_id}-{secret}.ics"


@bp.post("/calendar/address")
@signed_in
@limited("edit")
@once
def create_address() -> ResponseReturnValue:
    """Make one's private calendar address, or a new one."""
    try:
        following.make_address(viewer())
    except Refused as refused:
        abort(403, description=refused.sentence)
    return done(_subscribe_url(), "Your private address is made. An older one no longer works.")


@bp.post("/calendar/address/end")
@signed_in
@limited("edit")
@once
def end_address() -> ResponseReturnValue:
    """End one's private calendar address."""
    following.end_address(viewer())
    return done(_subscribe_url(), "Your private address no longer works.")


def _subscribe_url() -> str:
    slug = viewer().clp_slug
    return f"/clps/{slug}/calendar/subscribe" if slug else "/calendar"
