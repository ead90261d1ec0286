"""What other pages show of meetings: a thread, an entry of the calendar, a CLP's page."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from flask import render_template
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from accounts.access import viewer
from accounts.models import Clp
from core import personal
from core.clock import now
from core.db import db
from core.web import found
from deliberation.queries import meetings as shown
from deliberation.queries import records
from deliberation.queries.voices import heard_in
from deliberation.rules.meetings import suggests_meeting
from deliberation.views import bp

DAY = 86_400  # seconds
personal.part("meetings", records.held_about)


@bp.app_template_global()
def bridge_of(thread: dict[str, Any]) -> dict[str, Any]:
    """For a thread’s page: its meetings, and how many were heard there through an officer.

    No statement for most threads, which have neither; else 1 for each.
    """
    heard, entered = heard_in(thread["id"]) if thread["has_entered"] else (0, 0)
    meetings = shown.of_thread(thread["id"]) if thread["has_meetings"] else []
    return {"meetings": meetings, "heard": heard, "entered": entered}


@bp.app_template_global()
def meetings_of_clp(clp_id: int, most: int = 5) -> list[dict[str, Any]]:
    """For a CLP's page: its newest meetings that all may see. 1 statement."""
    return shown.of_clp(clp_id, own_clp_id=None, most=most)


@bp.app_template_global()
def meeting_of_entry(entry_id: int) -> dict[str, Any] | None:
    """For an entry's page: its meeting, if it takes up discussions. 1 statement."""
    return shown.of_entry(entry_id)


@bp.get("/clps/<slug>/meetings")
def clp_meetings(slug: str) -> ResponseReturnValue:
    """The meetings of a CLP that take up discussions, and their records."""
    clp = found(db.session.scalar(sa.select(Clp).where(Clp.slug == slug)))
    own = viewer().clp_id if viewer().is_member else None
    return render_template(
        "deliberation/meetings/of_clp.html",
        clp=clp,
        meetings=shown.of_clp(clp.id, own_clp_id=own),
    )


def meeting_wanted(thread_id: str, posts: str, started_at: str, prompts: str) -> str:
    """A slot: the site's own suggestion to members that this be taken to a meeting."""
    if not viewer().is_member:
        return ""
    days = (now().timestamp() - int(started_at)) / DAY
    why = suggests_meeting(posts=int(posts), days=days, prompts=int(prompts))
    if not why:
        return ""
    made = Markup('<p class="notice">{} <a href="/threads/{}/meeting">Take it to a meeting</a></p>')
    return made.format(why, thread_id)


@bp.record
def _offer_slots(state: BlueprintSetupState) -> None:
    state.app.extensions["pages"].slots.update(meeting_wanted=meeting_wanted)
