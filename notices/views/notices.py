"""The page of what concerns a member."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, viewer
from core.web import done, number_asked
from notices import actions, queries
from notices.views.blueprint import bp

LONGEST_NUMBER = 9  # digits of a row's id


@bp.get("/notices")
@signed_in
def index() -> ResponseReturnValue:
    """What concerns you, newest first. Looking does not mark it as read."""
    shown = queries.news(viewer().id or 0, viewer().audiences())
    new = [one for one in shown if one.is_new]
    return render_template(
        "notices/index.html",
        groups=queries.by_thing(shown),
        new=",".join(str(one.notice_id) for one in new if one.notice_id),
        up_to=max((one.event_id for one in new), default=0),
    )


@bp.post("/notices/read")
@signed_in
def mark_read() -> ResponseReturnValue:
    """Mark what the page showed as read."""
    shown = request.form.get("new", "").split(",")[: queries.MOST_SHOWN]
    ids = [
        int(one) for one in shown if one.isascii() and one.isdigit() and len(one) <= LONGEST_NUMBER
    ]
    actions.mark_read(viewer().id or 0, ids, number_asked("up_to"))
    return done("/notices", "All of it is marked as read.")
