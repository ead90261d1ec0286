"""How many posts a thread has: what an open page asks for again and again."""

from __future__ import annotations

from flask import Response, abort
from flask.typing import ResponseReturnValue

from accounts.access import viewer
from core.pages import PLAIN, kept
from core.web import found
from deliberation import queries
from deliberation.views import bp


@bp.get("/threads/<int:thread_id>/newest")
@kept(lambda thread_id: (f"thread:{thread_id}",), mimetype=PLAIN)
def newest(thread_id: int) -> ResponseReturnValue:
    """The number of its posts. Asked without a cookie, it is answered before Flask is woken."""
    thread = found(queries.thread_seen_by(viewer(), thread_id))
    if thread["hidden_at"] is not None:
        abort(404)
    if thread["only_clp"]:  # not kept: a variant is shared by members of every CLP
        return Response(str(thread["posts"]), mimetype=PLAIN)
    return str(thread["posts"])
