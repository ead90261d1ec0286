"""Finding a forum: by region and name of the CLP, by topic."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from core.pages import kept
from core.web import page_number
from deliberation.queries import indexes
from deliberation.views import bp


def _looked_for() -> str:
    return " ".join(request.args.get("find", "").replace("\x00", "").split())[:60]


@bp.get("/forums/clps")
@kept(lambda: ("forums", "clps"))
def clps() -> ResponseReturnValue:
    """The regions; one of them with the forums of its CLPs; or the CLPs of a name."""
    find, slug = _looked_for(), request.args.get("region", "").replace("\x00", "")
    regions = indexes.region_forums()
    chosen = next((region for region in regions if region["slug"] == slug), None)
    shown = indexes.clp_forums_named(find) if find else None
    if shown is None and chosen is not None:
        shown = indexes.clp_forums_of(slug)
    return render_template(
        "deliberation/clp_forums.html", regions=regions, chosen=chosen, clps=shown, find=find
    )


@bp.get("/forums/topics")
@kept(lambda: ("forums", "structure"))
def topics() -> ResponseReturnValue:
    """The topics being discussed, or those of a name, discussed or not."""
    find, page = _looked_for(), page_number()
    shown, pages = (indexes.topic_forums_named(find), 1) if find else indexes.topic_forums(page)
    return render_template(
        "deliberation/topic_forums.html", topics=shown, page=page, pages=pages, find=find
    )
