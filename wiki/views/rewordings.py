"""Rewordings of views: listed for everybody, looked at by another editor."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from accounts.access import signed_in, viewer
from core import text
from core.db import db
from core.errors import Refused
from core.forms import once
from core.web import done, found, page_number
from wiki.actions import rewordings as actions
from wiki.forms.removals import WordsForm
from wiki.models import Rewording
from wiki.queries import rewordings as queries
from wiki.views.blueprint import bp
from wiki.views.history import FIELDS


@bp.get("/rewordings")
def rewordings() -> ResponseReturnValue:
    """What was reworded and nobody else has looked at, or what was put back."""
    return _page(WordsForm())


def _page(form: WordsForm) -> str:
    objected = request.args.get("show") == "objected"
    page = page_number()
    shown, count = queries.rewordings(objected=objected, page=page)
    return render_template(
        "wiki/rewordings.html",
        rewordings=[(one, _changes(one)) for one in shown],
        count=count,
        objected=objected,
        form=form,
        me=viewer(),
        page=page,
        pages=-(-count // queries.PER_PAGE),
    )


def _changes(one: queries.RewordingShown) -> dict[str, Markup]:
    return {
        FIELDS[name]: text.word_diff(one.before.get(name, ""), after)
        for name, after in one.after.items()
        if name in FIELDS and after != one.before.get(name, "")
    }


@bp.post("/rewordings/<int:revision_id>/looks")
@signed_in
@once
def look_at_rewording(revision_id: int) -> ResponseReturnValue:
    """Say that the sense is the same, or that it has changed."""
    rewording = found(db.session.get(Rewording, revision_id))
    form = WordsForm(request.form)
    if form.validate():
        try:
            if request.form.get("answer") == "same":
                actions.say_same(rewording, by=viewer())
                said = "Thank you. It is off the list."
            else:
                actions.say_changed(rewording, by=viewer(), words=form.words.data or "")
                said = "The former words stand again."
        except Refused as refused:
            form.refuse(refused)
        else:
            return done("/rewordings", said)
    return _page(form), 422
