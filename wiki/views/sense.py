"""An editor finds that suggested words change the sense of a view: a second one has to agree."""

from __future__ import annotations

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import may, viewer
from accounts.rules import Power
from core.db import db
from core.errors import Refused
from core.forms import once
from core.web import done, found
from wiki.actions.sense import propose_suggested
from wiki.actions.suggested_sense import open_removal
from wiki.forms.removals import SenseForm
from wiki.models import Argument, Option, Suggestion
from wiki.rules import AsksFor
from wiki.views.blueprint import bp


@bp.get("/suggestions/<int:suggestion_id>/sense")
@may(Power.EDIT_WIKI)
def suggested_sense(suggestion_id: int) -> ResponseReturnValue:
    """The form with which an editor proposes the suggested words as a change of sense."""
    return _page(_suggestion(suggestion_id), SenseForm())


def _suggestion(suggestion_id: int) -> Suggestion:
    one = found(db.session.get(Suggestion, suggestion_id))
    fits = one.wanted and isinstance(one.about, Option | Argument) and one.hidden_at is None
    return found(one if fits else None)


def _page(one: Suggestion, form: SenseForm) -> str:
    return render_template("wiki/suggested_sense.html", suggestion=one, form=form)


@bp.post("/suggestions/<int:suggestion_id>/sense")
@may(Power.EDIT_WIKI)
@once
def propose_suggested_sense(suggestion_id: int) -> ResponseReturnValue:
    """Propose it."""
    one = _suggestion(suggestion_id)
    form = SenseForm(request.form)
    if form.validate():
        reason, why = form.why_sense.data, form.sense_words.data or ""
        try:
            made = propose_suggested(one, by=viewer(), reason=reason, why=why)
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(f"/removals/{made.id}", "Proposed. A second editor has to agree.")
    return _page(one, form), 422


@bp.app_template_global("change_of_sense")
def change_of_sense(one: Any) -> dict[str, str]:
    """For a suggestion's page: where to propose its words as a change of sense, and the removal.

    Each is "" where there is none. 1 statement, for other words of an option or argument.
    A correction is proposed by the form that takes it in.
    """
    asked = one.wanted or one.asks_for == AsksFor.CORRECTION
    if not asked or not isinstance(one.about, Option | Argument):
        return {"propose": "", "removal": ""}
    waiting = open_removal(one)
    return {
        "propose": f"{one.url}/sense" if one.wanted and waiting is None else "",
        "removal": f"/removals/{waiting.id}" if waiting else "",
    }
