"""A decision as its author reads it, and appealing against it."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, viewer
from core import house_rules
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.web import done, found
from moderation.actions.appealing import appeal
from moderation.actions.mending import mend
from moderation.forms import AppealForm, MendForm
from moderation.queries.decisions import Statement, statement_for
from moderation.queries.mine import Mine, mine

bp = Blueprint("decisions", __name__)


@bp.app_template_global("told_by_moderators")
def told_by_moderators(member_id: int) -> Mine:
    """For the member's own page: decisions about their words, and their reports."""
    return mine(member_id)


@bp.get("/decisions/<int:decision_id>")
@signed_in
def show(decision_id: int) -> ResponseReturnValue:
    """The statement of reasons, for the people it concerns."""
    return _page(found(statement_for(viewer(), decision_id)), AppealForm())


@bp.post("/decisions/<int:decision_id>/appeals")
@signed_in
@limited("report")
@once
def create_appeal(decision_id: int) -> ResponseReturnValue:
    """Ask for another look."""
    statement = found(statement_for(viewer(), decision_id))
    form = AppealForm(request.form)
    if form.validate():
        try:
            appeal(statement.decision, viewer(), words=form.words.data or "")
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(
                url_for("moderation.decisions.show", decision_id=decision_id),
                "Your appeal is in. Three people drawn by lot, who had no part, look at it "
                f"within {house_rules.words('case.appeal_days')}, and you will be told.",
            )
    return _page(statement, form), 422


@bp.post("/decisions/<int:decision_id>/mended")
@signed_in
@limited("report")
@once
def create_mended(decision_id: int) -> ResponseReturnValue:
    """The author sends the words that they have changed."""
    statement = found(statement_for(viewer(), decision_id))
    form = MendForm(request.form)
    if form.validate():
        try:
            shown = mend(statement.decision, viewer(), text=form.text.data or "")
        except Refused as refused:
            form.refuse(refused)
        else:
            said = "It is shown." if shown else "A moderator will look at it, and show it."
            return done(url_for("moderation.decisions.show", decision_id=decision_id), said)
    return _page(statement, AppealForm(), form), 422


def _page(statement: Statement, form: AppealForm, mending: MendForm | None = None) -> str:
    if mending is None and statement.to_mend is not None:
        mending = MendForm(text=statement.to_mend)
    return render_template(
        "moderation/decision.html",
        statement=statement,
        appeal_form=form,
        mend_form=mending if statement.to_mend is not None else None,
        form=mending if mending is not None and mending.errors else form,
    )
