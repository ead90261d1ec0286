"""How policy is made here: the page, its feed, and the form that changes a rule."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

import house.house_rules
import house.jobs  # noqa: F401 — registers the worker's part
from accounts.access import may, viewer
from accounts.rules import Power
from core import atom, house_rules
from core.clock import now
from core.dates import LONDON
from core.errors import Refused
from core.forms import once
from core.house_rules import PAGE, HouseRule
from core.limits import limited
from core.pages import kept
from core.web import done, found, settings
from house import actions, queries
from house.forms import ChangeForm

bp = Blueprint("house", __name__)
ADDRESS = "/how-policy-is-made"


@bp.app_template_global()
def rule_words(key: str, at: datetime | None = None) -> str:
    """For any page: the value of a rule, now or when something began. “7 days”."""
    return house_rules.words(key, at)


@bp.get(ADDRESS)
@kept(lambda: (PAGE, "access"))
def show() -> ResponseReturnValue:
    """Every rule, its value, since when, by whom and why; and every change there was."""
    answers, changes = queries.rules_by_question()
    return render_template(
        "house/show.html", answers=answers, changes=changes, may_change=viewer().can(Power.RULES)
    )


@bp.get(f"{ADDRESS}.atom")
@kept(lambda: (PAGE,), mimetype=atom.MIMETYPE)
def feed() -> ResponseReturnValue:
    """The changes of rules, for feed readers."""
    site = settings().site_url
    entries = [
        atom.Entry(
            url=f"{site}{ADDRESS}#change-{line.id}",
            title=line.sentence,
            at=line.decided_at,
            by=line.who,
            summary=f"From {line.starts_at:%Y-%m-%d}: {line.why}",
        )
        for line in queries.rules_by_question()[1][:50]
    ]
    return atom.feed(
        url=f"{site}{ADDRESS}.atom",
        page=f"{site}{ADDRESS}",
        title=f"{settings().site_name}: how policy is made",
        at=now(),
        entries=entries,
    )


@bp.get(f"{ADDRESS}/<key>/change")
@may(Power.RULES)
def ask_change(key: str) -> ResponseReturnValue:
    """The form that changes a rule."""
    rule = found(house_rules.find(key))
    last = house_rules.history(key)[-1].value
    first_day = now().astimezone(LONDON).date() + house_rules.length("rules.notice_days")
    form = ChangeForm(data={"value": last, "answer": last, "starts_on": first_day})
    form.offer(rule)
    return _form(rule, form)


def _form(rule: HouseRule, form: ChangeForm) -> str:
    return render_template(
        "house/change.html",
        rule=rule,
        shown=queries.rule_shown(rule),
        notice=house_rules.words("rules.notice_days"),
        form=form,
    )


@bp.post(f"{ADDRESS}/<key>/change")
@may(Power.RULES)
@limited("edit")
@once
def change(key: str) -> ResponseReturnValue:
    """Announce the change."""
    rule = found(house_rules.find(key))
    form = ChangeForm(request.form)
    form.offer(rule)
    if form.validate() and form.starts_on.data:
        try:
            made = actions.change_rule(
                rule,
                form.chosen,
                reason=form.reason.data or "",
                starts_on=form.starts_on.data,
                by=viewer(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(made.url, "The change is announced.")
    return _form(rule, form), 422
