"""What an option costs and brings: the editors' screen."""

from __future__ import annotations

from dataclasses import asdict

from flask import render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import may, viewer
from accounts.rules import Power
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.web import done
from wiki import actions, forms, rules
from wiki.models import Sayable
from wiki.views.blueprint import bp
from wiki.views.history import sayable

EMPTY_ROWS = 3  # to write in, without a script


@bp.get("/options/<int:option_id>/stakes")
@may(Power.EDIT_WIKI)
def stakes(option_id: int) -> ResponseReturnValue:
    """The costs and benefits of an option as rows to change, and some empty ones."""
    option = sayable("options", option_id)
    rows = [asdict(stake) for stake in rules.stakes_of(getattr(option, "stakes", ""))]
    empty = min(EMPTY_ROWS, rules.MOST_STAKES - len(rows))
    form = forms.StakesForm(rows=rows + [{}] * empty, base=option.revision)
    return _page(option, form)


def _page(option: Sayable, form: forms.StakesForm) -> str:
    return render_template("wiki/stakes.html", option=option, form=form)


@bp.post("/options/<int:option_id>/stakes")
@may(Power.EDIT_WIKI)
@limited("edit")
@once
def save_stakes(option_id: int) -> ResponseReturnValue:
    """Save them as the next revision of the option."""
    option = sayable("options", option_id)
    form = forms.StakesForm(request.form)
    if form.validate():
        why = form.why.data or "Costs and benefits"
        try:
            actions.edit(
                option, {"stakes": form.lines}, by=viewer(), base=form.base.data or 0, why=why
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(option.url, "Saved.")
    _show_others(form, option)
    return _page(option, form), 422


def _show_others(form: forms.StakesForm, option: Sayable) -> None:
    """Put the rows saved meanwhile below those sent; whoever has seen them may save them all."""
    sent = form.lines.splitlines()
    if form.base.data != option.revision:
        for stake in rules.stakes_of(getattr(option, "stakes", "")):
            if stake.line not in sent and len(form.rows) < rules.MOST_STAKES:
                form.rows.append_entry(asdict(stake))
    form.base.raw_data, form.base.data = None, option.revision
