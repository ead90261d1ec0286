"""A steelman slot, and members who hold the view saying whether it is put fairly."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, viewer
from accounts.models import Member
from core.db import db
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.subjects import Subject
from core.web import done, found
from moderation.actions import steelmen
from moderation.forms.steelmen import NotQuiteForm
from moderation.models import Steelman
from moderation.queries.steelmen import held_by

bp = Blueprint("steelmen", __name__)


@bp.get("/steelmen/<int:steelman_id>")
def show(steelman_id: int) -> ResponseReturnValue:
    """The slot, what came of it, and the two answers."""
    return _page(_slot(steelman_id), NotQuiteForm())


def _slot(steelman_id: int) -> Steelman:
    return found(db.session.get(Steelman, steelman_id))


def _page(slot: Steelman, form: NotQuiteForm) -> str:
    return render_template(
        "moderation/steelman.html",
        slot=slot,
        by=db.session.get_one(Member, slot.author_id).name,
        held=held_by(slot.id),
        why_not=steelmen.why_not_answer(slot, viewer()),
        form=form,
    )


@bp.post("/steelmen/<int:steelman_id>/holders")
@signed_in
@limited("post")
@once
def hold(steelman_id: int) -> ResponseReturnValue:
    """Yes, that is my view."""
    slot = _slot(steelman_id)
    return _answer(slot, NotQuiteForm(), lambda: steelmen.say_mine(slot, viewer()))


@bp.post("/steelmen/<int:steelman_id>/corrections")
@signed_in
@limited("post")
@once
def correct(steelman_id: int) -> ResponseReturnValue:
    """Not quite: one's own words, as a post."""
    slot = _slot(steelman_id)
    form = NotQuiteForm(request.form)
    return _answer(
        slot, form, lambda: steelmen.say_not_quite(slot, viewer(), words=form.words.data or "")
    )


def _answer(slot: Steelman, form: NotQuiteForm, act: Callable[[], object]) -> ResponseReturnValue:
    try:
        became = act()
    except Refused as refused:
        form.refuse(refused)
        db.session.rollback()
        return _page(slot, form), 422
    to = url_for("moderation.steelmen.show", steelman_id=slot.id)
    return done(became.url if isinstance(became, Subject) else to, "Thank you: that is noted.")
