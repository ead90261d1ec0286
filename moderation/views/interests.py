"""Declaring an interest that could make one take sides."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, viewer
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.web import done, found
from moderation.actions import interests as actions
from moderation.actions.interests import Tied
from moderation.forms.interests import InterestForm
from moderation.queries import interests
from moderation.rules.interests import About, Tie

bp = Blueprint("interests", __name__)
URL = "/interests"


@bp.get(URL)
@signed_in
def show() -> ResponseReturnValue:
    """One's own interests, and those of others that concern one."""
    return _page(InterestForm())


@bp.post(URL)
@signed_in
@limited("report")
@once
def create() -> ResponseReturnValue:
    """Declare one."""
    form = InterestForm(request.form)
    if form.validate():
        tied = Tied(
            tie=Tie(form.tie.data),
            about=About(form.about.data),
            name=form.name.data or "",
            words=form.words.data or "",
            since=form.since.data,
            until=form.until.data,
        )
        try:
            actions.declare(viewer(), tied)
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(URL, "Declared. You decide no case that it touches.")
    return _page(form), 422


@bp.post(f"{URL}/<int:interest_id>/endings")
@signed_in
@once
def end(interest_id: int) -> ResponseReturnValue:
    """It no longer holds."""
    form = InterestForm()
    try:
        actions.end(found(interests.interest_of(viewer(), interest_id)), viewer())
    except Refused as refused:
        form.refuse(refused)
        return _page(form), 422
    return done(URL, "Ended today. It still counts in cases that were open before.")


def _page(form: InterestForm) -> str:
    return render_template(
        "moderation/interests.html",
        form=form,
        own=interests.of(viewer().id or 0),
        others=interests.concerning(viewer()),
    )
