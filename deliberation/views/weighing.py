"""“What do you think of these arguments?”: one form for the arguments of an option."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, viewer
from core.errors import Refused
from core.forms import BaseForm, once
from core.limits import limited
from core.web import done, error_page, found, page_number
from deliberation.actions import weighing
from deliberation.forms.weighing import answers_in, scale_form
from deliberation.queries.weighing import Scale, scale_for
from deliberation.views import bp


@bp.get("/options/<int:option_id>/weighing")
@signed_in
def show_scale(option_id: int) -> ResponseReturnValue:
    """The arguments, each with this member's answer."""
    scale = found(scale_for(viewer().id, option_id, page=page_number()))
    return _page(scale, scale_form(scale.arguments, None))


@bp.post("/options/<int:option_id>/weighing")
@signed_in
@limited("endorse")
@once
def create_weighing(option_id: int) -> ResponseReturnValue:
    """Save the answers of one page."""
    scale = found(scale_for(viewer().id, option_id, page=page_number()))
    form = scale_form(scale.arguments, request.form)
    answers = answers_in(form, scale.arguments)
    if answers is None:
        return _page(scale, form), 422
    try:
        weighing.weigh(option_id, answers, viewer())
    except Refused as refused:
        return error_page(422, refused.sentence)
    here = f"/options/{option_id}/weighing"
    if scale.page < scale.pages:
        return done(f"{here}?page={scale.page + 1}", "Saved. Here are the next arguments.")
    return done(here, "Saved. Nobody sees what you answered; you can change it at any time.")


def _page(scale: Scale, form: BaseForm) -> str:
    return render_template("deliberation/weighing.html", scale=scale, form=form)
