"""A discussion on paper for a meeting: one sheet, slips to tear off, a straw-poll sheet."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from flask import abort, current_app, redirect, render_template
from flask.typing import ResponseReturnValue

from accounts.access import viewer
from core.clock import now
from core.limits import limited
from core.web import found, number_asked, settings
from deliberation import queries
from deliberation.models import Meeting
from deliberation.queries import meetings, packs
from deliberation.queries.threads import Row
from deliberation.queries.voices import heard_in
from deliberation.rules.packs import code_of, shares, thread_with
from deliberation.rules.room import bounds
from deliberation.square_code import square_code
from deliberation.views import bp
from wiki.briefing import paper, pdf
from wiki.views.briefings import NO_PDF, download

SLIPS = 4  # on the sheet of slips
BALLOTS = 8  # on the straw-poll sheet


@bp.get("/threads/<int:thread_id>/pack")
@limited("briefing")
def pack(thread_id: int) -> ResponseReturnValue:
    """The pack as a page to print; ?meeting= names the meeting it is for."""
    return _pack(_thread(thread_id), for_file=False)


@bp.get("/threads/<int:thread_id>/pack.pdf")
@limited("pdf")
def pack_as_pdf(thread_id: int) -> ResponseReturnValue:
    """The same as a PDF."""
    thread = _thread(thread_id)
    if not pdf.is_there():
        abort(404, description=NO_PDF)
    try:
        made = pdf.pdf_of(_pack(thread, for_file=True))
    except pdf.Busy:
        abort(503, description="Others are waiting for a PDF now. Please try again in a minute.")
    return download(BytesIO(made), thread["title"], "pdf", "application/pdf")


def _thread(thread_id: int) -> Row:
    thread = found(queries.thread_seen_by(viewer(), thread_id))
    if thread["hidden_at"] is not None:
        abort(404)
    return thread


def _pack(thread: Row, *, for_file: bool) -> str:
    number = number_asked("meeting")
    meeting = meetings.meeting_seen_by(viewer(), number) if number else None
    title = f"{thread['title']}: for a meeting"
    return render_template(
        "deliberation/meetings/pack.html",
        title=title,
        style=paper.style(title) if for_file else "",
        thread=thread,
        meeting=meeting,
        made_at=now(),
        pdf=pdf.is_there(),
        asked=f"?meeting={meeting.id}" if meeting else "",
        code=code_of(thread["id"]),
        square=square_code(f"{settings().site_url}/slips/{code_of(thread['id'])}"),
        slips=SLIPS,
        ballots=BALLOTS,
        **_facts(thread, meeting),
    )


def _facts(thread: Row, meeting: Meeting | None) -> dict[str, Any]:
    strongest = packs.strongest(thread["id"])
    shown = {point.number for side in strongest.values() for point in side}
    posts, people = packs.positions_in(thread["id"])
    heard, entered = heard_in(thread["id"])
    clp_id = meeting.clp_id if meeting else thread["clp_id"]
    return {
        "strongest": strongest,
        "unanswered": packs.unanswered(thread["id"], shown),
        "shares": [shares(posts, "posts"), shares(people, "people"), _ballots(thread)],
        "heard": heard,
        "entered": entered,
        "bounds": bounds(min(heard, members), members)
        if clp_id and (members := meetings.members_of(clp_id))
        else "",
        "missing": packs.missing_in(thread["id"], meeting.id if meeting else None),
        "groups": packs.groups_of(thread["id"], clp_id) if clp_id else [],
    }


def _ballots(thread: Row) -> str:
    """What was published of a poll on the option, if there is one and voting is there."""
    published = current_app.jinja_env.globals.get("published_shares")
    if thread["option_id"] is None or not callable(published):
        return ""
    found_shares = published(option_id=thread["option_id"])
    return shares(found_shares.by_position(), "ballots") if found_shares else ""


@bp.get("/slips/<code>")
def slip(code: str) -> ResponseReturnValue:
    """Where the code of a slip leads."""
    thread_id = thread_with(code)
    if thread_id is None or queries.thread_seen_by(viewer(), thread_id) is None:
        abort(404, description="There is no discussion with this code. Check it on the slip.")
    return redirect(f"/threads/{thread_id}")
