"""The outline: the whole wiki, or a branch of it, on one page."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from core.pages import kept
from core.web import found, number_asked, page_number
from wiki import queries
from wiki.views.blueprint import bp


@bp.get("/topics/outline")
@kept(lambda: ("structure", "outline"))
def outline() -> ResponseReturnValue:
    """The structure from the top, or from ?under=; ?open=all shows everything opened."""
    topic_id, page = number_asked("under") or None, page_number()
    topic = found(queries.name_of(topic_id)) if topic_id else None
    lines = queries.outline(topic["id"] if topic else None, page=page)
    return render_template(
        "wiki/outline.html",
        topic=topic,
        lines=lines,
        is_open=request.args.get("open") == "all",
        more=len(lines) == queries.MOST_LINES,
        page=page,
        trails=queries.trails_of(topic["id"], link_last=True) if topic else [],
    )
