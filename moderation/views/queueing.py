"""Notes on a case, joining it to another, and an editor's asking for a second look."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import may, viewer
from accounts.rules import Power
from core.db import db
from core.errors import Refused
from core.forms import once
from core.web import done, found
from moderation.actions import queueing
from moderation.actions.cases import Stale
from moderation.forms.queueing import JoinForm, NoteForm, SecondLookForm
from moderation.queries.cases import case_seen_by
from moderation.queries.notes import notes_on
from moderation.views.case_page import case_of
from wiki.models import Suggestion

bp = Blueprint("queueing", __name__)
bp.add_app_template_global(notes_on, "notes_on")


@bp.get("/cases/<int:case_id>/notes")
@may(Power.MODERATE)
def notes(case_id: int) -> ResponseReturnValue:
    """The notes on a case, and a form for one more; and for joining it to another."""
    return _page(case_id, NoteForm(), None)


@bp.post("/cases/<int:case_id>/notes")
@may(Power.MODERATE)
@once
def add_note(case_id: int) -> ResponseReturnValue:
    """Write a note."""
    case, form = case_of(case_id), NoteForm(request.form)
    try:
        queueing.note(case, viewer(), form.note.data or "")
    except Refused as refused:
        form.refuse(refused)
        return _page(case_id, form, None), 422
    return done(f"/cases/{case_id}", "Your note is kept.")


@bp.post("/cases/<int:case_id>/joins")
@may(Power.MODERATE)
@once
def join(case_id: int) -> ResponseReturnValue:
    """Join the case to another."""
    case, form = case_of(case_id), JoinForm(request.form)
    if not form.validate():
        return _page(case_id, NoteForm(), form), 422
    other = case_seen_by(viewer(), form.other.data or 0)
    try:
        queueing.join(case, viewer(), version=form.version.data or 0, other=other)
    except Stale as stale:
        abort(409, description=stale.sentence)
    except Refused as refused:
        form.refuse(refused)
        return _page(case_id, NoteForm(), form), 422
    return done(f"/cases/{form.other.data}", "Joined. This is the case that is decided for both.")


@bp.get("/suggestions/<int:suggestion_id>/second-look")
@may(Power.EDIT_WIKI)
def second_look(suggestion_id: int) -> ResponseReturnValue:
    """The form in which an editor asks stewards for a second look."""
    return _look_page(_suggestion(suggestion_id), SecondLookForm())


@bp.post("/suggestions/<int:suggestion_id>/second-look")
@may(Power.EDIT_WIKI)
@once
def send(suggestion_id: int) -> ResponseReturnValue:
    """Send the suggestion to the queue, with a reason."""
    suggestion, form = _suggestion(suggestion_id), SecondLookForm(request.form)
    if form.validate():
        try:
            queueing.look_again(suggestion, viewer(), form.words.data or "")
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(suggestion.url, "Stewards are asked for a second look.")
    return _look_page(suggestion, form), 422


def _suggestion(suggestion_id: int) -> Suggestion:
    return found(db.session.get(Suggestion, suggestion_id))


def _page(case_id: int, form: NoteForm, join_form: JoinForm | None) -> str:
    case = case_of(case_id)
    return render_template(
        "moderation/notes.html",
        case=case,
        form=join_form or form,
        note_form=form,
        join_form=join_form or JoinForm(version=case.version),
    )


def _look_page(suggestion: Suggestion, form: SecondLookForm) -> str:
    return render_template("moderation/second_look.html", suggestion=suggestion, form=form)
