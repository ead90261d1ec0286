"""The page of what concerns a member."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, viewer
from core.web import done
from notices import actions, queries
from notices.views.blueprint import bp


@bp.get("/notices")
@signed_in
def index() -> ResponseReturnValue:
    """What concerns you, newest first. Looking does not mark it as read."""
    shown = queries.news(viewer().id or 0, viewer().audiences())
    new = [str(one.notice_id) for one in shown if one.is_new]
    return render_template("notices/index.html", groups=queries.by_thing(shown), new=",".join(new))


@bp.post("/notices/read")
@signed_in
def mark_read() -> ResponseReturnValue:
    """Mark what the page showed as read."""
    shown = request.form.get("new", "").split(",")[: queries.MOST_SHOWN]
    ids = [int(one) for one in shown if one.isascii() and one.isdigit() and len(one) < 10]  # noqa: PLR2004 — digits of a row's id
    actions.mark_read(viewer().id or 0, ids)
    return done("/notices", "All of it is marked as read.")
