"""The home page of a CLP, and of a region."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from accounts.access import viewer
from core.pages import kept
from core.web import found
from deliberation.actions import personal
from deliberation.actions.announcements import may_post
from deliberation.models.calendar import WIDE
from deliberation.queries import announcements, calendar, homes
from deliberation.queries.calendar import Scope
from deliberation.views import bp
from deliberation.views.calendar import day_and_own, own_clp_id

COMING = 5  # entries of the calendar

personal.register()


@bp.get("/clps/<slug>")
@kept(lambda slug: (f"clp:{slug}", "clps", WIDE, "access", "polls"), apart=day_and_own)
def clp_home(slug: str) -> ResponseReturnValue:
    """A CLP: what it announces, what comes, what it discusses and thinks, who speaks for it.

    At most 10 statements with what voting, moderation and others show of it.
    """
    clp = found(homes.clp(slug))
    scope = Scope(
        name=clp["name"],
        url=f"/clps/{slug}/calendar",
        clp_id=clp["id"],
        region_id=clp["region_id"],
    )
    own = own_clp_id(slug)
    return render_template(
        "deliberation/clp.html",
        clp=clp,
        is_own=own is not None,
        announced=announcements.current(clp["id"], calendar.british_day()),
        entries=calendar.coming(scope, own_clp_id=own, most=COMING),
        officers=homes.officers(clp["id"]),
        may_post=may_post(clp["id"], viewer()),
    )


@bp.get("/regions/<slug>")
@kept(lambda slug: ("clps", WIDE), apart=lambda slug: day_and_own())
def region_home(slug: str) -> ResponseReturnValue:
    """A region or nation: its CLPs and what comes."""
    region = found(homes.region(slug))
    scope = Scope(name=region["name"], url=f"/regions/{slug}/calendar", region_id=region["id"])
    return render_template(
        "deliberation/region.html",
        region=region,
        entries=calendar.coming(scope, own_clp_id=None, most=COMING),
    )
