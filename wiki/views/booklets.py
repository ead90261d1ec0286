"""A branch as PDF booklets, made by the worker: asked for, looked after, taken away."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile
from typing import IO
from zipfile import ZipFile

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, viewer
from core.db import db
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.web import done, found
from wiki.actions import booklets as actions
from wiki.briefing import pdf
from wiki.briefing.paper import IN_MEMORY
from wiki.models import Printing
from wiki.queries.branches import branch
from wiki.views.blueprint import bp
from wiki.views.briefings import NO_PDF, download


@bp.post("/topics/<int:topic_id>/booklets")
@signed_in
@limited("pdf")
@once
def ask_booklets(topic_id: int) -> ResponseReturnValue:
    """Have a branch made into PDF booklets."""
    shown = found(branch(topic_id))
    if not pdf.is_there():
        abort(404, description=NO_PDF)
    try:
        printing = actions.ask_booklets(shown, viewer().id or 0)
    except Refused as refused:
        abort(409, description=refused.sentence)
    return done(printing.url)


def _mine(printing_id: int) -> Printing:
    printing = found(db.session.get(Printing, printing_id))
    return found(printing if printing.member_id == viewer().id else None)


@bp.get("/booklets/<int:printing_id>")
@signed_in
def booklets(printing_id: int) -> ResponseReturnValue:
    """How far they are, and those that are made."""
    return render_template("wiki/booklets.html", printing=_mine(printing_id))


@bp.post("/booklets/<int:printing_id>/<any(stop, 'go-on'):change>")
@signed_in
def change_booklets(printing_id: int, change: str) -> ResponseReturnValue:
    """Stop making them, or go on."""
    printing = _mine(printing_id)
    (actions.stop if change == "stop" else actions.go_on)(printing)
    return done(printing.url)


@bp.get("/booklets/<int:printing_id>/part-<int:number>.pdf")
@signed_in
def booklet(printing_id: int, number: int) -> ResponseReturnValue:
    """One of them."""
    printing = _mine(printing_id)
    path = actions.file_of(printing.id, number)
    if number > printing.made or not path.exists():
        abort(404)
    return download(path.open("rb"), f"{printing.title} {number}", "pdf", "application/pdf")


@bp.get("/booklets/<int:printing_id>/all.zip")
@signed_in
@limited("briefing")
def all_booklets(printing_id: int) -> ResponseReturnValue:
    """All that are made, in one file."""
    printing = _mine(printing_id)
    file: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 — closed when it was sent
    with ZipFile(file, "w") as archive:
        for number in range(1, printing.made + 1):
            path = actions.file_of(printing.id, number)
            if path.exists():
                archive.write(path, path.name)
    return download(file, printing.title, "zip", "application/zip")
