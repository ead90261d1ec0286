"""The whole wiki to take away, as one file for anyone."""

from __future__ import annotations

from flask import render_template, send_file
from flask.typing import ResponseReturnValue

from core.clock import today
from core.limits import limited
from core.web import found
from wiki.exchange import offering
from wiki.views.blueprint import bp


@bp.get("/topics/whole")
@limited("briefing")
def whole_wiki() -> ResponseReturnValue:
    """What is in the file, and the link to it."""
    return render_template("wiki/whole.html", file=offering.about())


@bp.get("/topics/whole.jsonl.gz")
@limited("briefing")
def whole_wiki_as_lines() -> ResponseReturnValue:
    """The file itself."""
    file = found(offering.about())
    name = f"wiki-{today()}.jsonl.gz"
    return send_file(file.path, "application/gzip", as_attachment=True, download_name=name)
