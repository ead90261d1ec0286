"""The page of synonyms: what holds, the log, and what a change would do before it is made."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import may, viewer
from accounts.rules import Power
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.web import done
from search.blueprint import bp
from search.synonyms import actions, preview, table
from search.synonyms.forms import LineForm
from search.synonyms.lines import why_not
from search.synonyms.models import PAGE


@bp.get(PAGE)
@limited("search")
def synonyms() -> ResponseReturnValue:
    """Every line that holds, and every change there was."""
    return render_template(
        "search/synonyms.html",
        lines=table.holding(),
        log=table.log(),
        may_change=viewer().can(Power.EDIT_WIKI),
    )


@bp.get(f"{PAGE}/change")
@may(Power.EDIT_WIKI)
@limited("search")
def ask_synonym() -> ResponseReturnValue:
    """What a line would change in what is found, and the form that makes it hold."""
    form = LineForm(request.args)
    return _form(form)


@bp.post(f"{PAGE}/change")
@may(Power.EDIT_WIKI)
@limited("edit")
@once
def change_synonym() -> ResponseReturnValue:
    """Make a line hold, or take it away."""
    form = LineForm(request.form)
    if form.validate():
        try:
            made = actions.change(
                form.line, holds=form.adds, reason=form.reason.data or "", by=viewer()
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(made.url, "Done. Searches follow within a second or two.")
    return _form(form), 422


def _form(form: LineForm) -> str:
    said = why_not(form.line) is None
    return render_template(
        "search/change_synonym.html",
        form=form,
        line=form.line if said else None,
        effects=preview.of(form.line, holds=form.adds) if said else [],
    )
