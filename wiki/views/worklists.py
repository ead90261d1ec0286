"""Editors' worklists: what is missing, broken, late or there twice."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from core.clock import today
from core.pages import kept
from core.web import page_number
from wiki.queries.worklists import LINES_SHOWN, WORKLISTS
from wiki.views.blueprint import bp

ABOUT = ("changes", "structure", "suggestions")


@bp.get("/wiki/worklists")
@kept(lambda: ABOUT, apart=lambda: str(today()))
def worklists() -> ResponseReturnValue:
    """How many lines each has."""
    counted = [(one, one.count()) for one in WORKLISTS.values()]
    return render_template("wiki/worklists.html", worklists=counted)


@bp.get("/wiki/worklists/<key>")
@kept(lambda key: ABOUT, apart=lambda key: str(today()))
def worklist(key: str) -> ResponseReturnValue:
    """The lines of one."""
    shown = WORKLISTS.get(key)
    if shown is None:
        raise NotFound
    page = page_number()
    lines, count = shown.read(page=page)
    return render_template(
        "wiki/worklist.html",
        worklist=shown,
        lines=lines,
        count=count,
        page=page,
        pages=-(-count // LINES_SHOWN),
    )
