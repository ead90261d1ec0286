"""What all views of a case share: finding it, answering a form about it, and its page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, viewer
from accounts.rules import Power
from core.dates import count_of
from core.db import db
from core.errors import Refused
from core.subjects import Subject
from core.web import done, found
from moderation import forms
from moderation.actions.cases import Stale
from moderation.forms.safety import EntryForm
from moderation.models import Case
from moderation.queries import cases
from moderation.queries.queue import counts_of, next_for
from moderation.rules.cases import CaseKind
from moderation.views.prompt_page import prompt_page

QUEUE = "/moderation"
P = ParamSpec("P")


def judges(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Only for people who decide some case or other: moderators and safety officers."""

    @signed_in
    @wraps(view)
    def check(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        person = viewer()
        if not (person.can_anywhere(Power.MODERATE) or person.can_anywhere(Power.SAFEGUARD)):
            abort(403, description="Your roles do not allow you to decide cases.")
        return view(*args, **kwargs)

    return check


def case_of(case_id: int) -> Case:
    """The case, if this steward's roles reach it; else the page that says it was not found."""
    return found(cases.case_seen_by(viewer(), case_id))


def answer(
    case: Case,
    form: forms.CaseForm,
    act: Callable[[], object],
    *,
    said: str = "Decided.",
    to: str = QUEUE,
) -> ResponseReturnValue:
    """Act on a valid form and go on, to the subject that came of it if one did.

    422 with the page when refused, 409 when somebody was faster.
    """
    if form.validate():
        try:
            became = act()
        except Stale as stale:
            abort(409, description=stale.sentence)
        except Refused as refused:
            db.session.rollback()  # an effect may refuse after the decision was signed
            form.refuse(refused)
        else:
            left = counts_of(viewer()).total
            following = next_for(viewer(), case.id) if to == QUEUE else None
            onward = f"/cases/{following}" if following else to
            return done(
                became.url if isinstance(became, Subject) else onward,
                f"{said} {count_of(left, 'case')} left in the queue."
                + (" This is the next one." if following else ""),
            )
    return page_of(case, form), 422


def page_of(case: Case, form: forms.CaseForm | None = None) -> str:
    """The case's page; `form` is the one that was refused."""
    shown = cases.case_page(case, viewer())
    if shown.kind is CaseKind.PROMPT:
        return prompt_page(shown, form)
    return render_template(
        "moderation/case.html",
        page=shown,
        form=form,
        decision_form=_decision_form(shown, form),
        entry_form=form if isinstance(form, EntryForm) else EntryForm(version=case.version),
    )


def _decision_form(page: cases.CasePage, refused: forms.CaseForm | None) -> forms.CaseForm:
    """The form this page has: as it was refused, or empty where another form was refused."""
    form = _empty_form(page)
    if isinstance(refused, forms.DecisionForm):
        _offer(refused, page)
    return refused if refused is not None and type(refused) is type(form) else form


def _empty_form(page: cases.CasePage) -> forms.CaseForm:
    version = page.case.version
    if page.pending is not None:
        return forms.SecondForm(version=version)
    if page.kind is CaseKind.APPEAL:
        return forms.JudgeAppealForm(version=version)
    form = forms.DecisionForm(version=version)
    _offer(form, page)
    return form


def _offer(form: forms.DecisionForm, page: cases.CasePage) -> None:
    """What may be decided here. To leave a held post as it is publishes it: no second way to it."""
    is_held = page.kind is CaseKind.HELD_POST
    form.offer(page.kind, release=not is_held and page.why_not_release is None)
