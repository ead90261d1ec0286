"""One suggestion: reading it, taking it back, taking it in, saying no."""

from __future__ import annotations

from collections.abc import Callable

from flask import render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import may, signed_in, viewer
from accounts.rules import Power
from core import text
from core.clock import now
from core.db import db
from core.errors import Refused
from core.forms import once
from core.subjects import find
from core.web import done, found
from wiki import actions, forms, queries, rules
from wiki.models import Sayable, Suggestion
from wiki.rules import AsksFor
from wiki.views.blueprint import bp


@bp.get("/suggestions/<int:suggestion_id>")
def suggestion(suggestion_id: int) -> ResponseReturnValue:
    """One suggestion: what it would change, and what became of it; for editors, the decision."""
    return _show(found(db.session.get(Suggestion, suggestion_id)))


def _show(
    one: Suggestion,
    *,
    accepting: forms.AcceptForm | None = None,
    declining: forms.DeclineForm | None = None,
) -> ResponseReturnValue:
    about = one.about
    is_wording = one.asks_for == AsksFor.WORDING and about is not None
    began = _text_at(about, one.base) if is_wording and about else ""
    refused = next((form for form in (accepting, declining) if form and form.errors), None)
    page = render_template(
        "wiki/suggestion.html",
        suggestion=one,
        names=queries.names_of(one),
        state=rules.State(one.state),
        asks_for=AsksFor(one.asks_for),
        decline_reason=rules.DeclineReason(one.decline_reason) if one.decline_reason else None,
        is_waiting=one.state in rules.WAITING,
        is_claimed=rules.is_claimed(state=one.state, claimed_until=one.claimed_until, at=now()),
        became=find(one.became_kind, one.became_id or 0) if one.became_kind else None,
        trails=queries.trails_of(one.topic_id, link_last=True) if one.topic_id else [],
        change=text.word_diff(began, one.text) if is_wording else "",
        change_from_now=_change_from_now(one, about) if is_wording and about else "",
        accepting=accepting or _accept_form(one),
        declining=declining or forms.DeclineForm(),
        form=refused,
    )
    return (page, 422) if refused else page


def _text_at(about: Sayable, number: int | None) -> str:
    """The text at a revision; as it is now when that is not known."""
    words = queries.words_at(about.kind, about.id, number or 0)
    return next(iter(words.values()))["text"] if words else about.text


def _change_from_now(one: Suggestion, about: Sayable) -> str:
    """The suggested text against what stands there now, when that has moved on since."""
    moved_on = one.base != about.revision and one.state in rules.WAITING
    return text.word_diff(about.text, one.text) if moved_on else ""


def _accept_form(one: Suggestion) -> forms.AcceptForm:
    form = forms.AcceptForm(obj=one)
    form.base.data = one.about.revision if one.about else None
    return form


def _sent_accept_form(one: Suggestion) -> forms.AcceptForm:
    form = forms.AcceptForm(request.form)
    if one.asks_for == AsksFor.WORDING:
        del form.title
    return form


@bp.post("/suggestions/<int:suggestion_id>/claim")
@may(Power.EDIT_WIKI)
def claim_suggestion(suggestion_id: int) -> ResponseReturnValue:
    """An editor reads it now."""
    return _decide(suggestion_id, actions.claim, "You have half an hour; other editors see that.")


@bp.post("/suggestions/<int:suggestion_id>/release")
@may(Power.EDIT_WIKI)
def release_suggestion(suggestion_id: int) -> ResponseReturnValue:
    """An editor leaves it to others."""
    return _decide(suggestion_id, actions.release, "It waits for an editor again.")


@bp.post("/suggestions/<int:suggestion_id>/withdraw")
@signed_in
def withdraw_suggestion(suggestion_id: int) -> ResponseReturnValue:
    """The member takes it back."""
    return _decide(suggestion_id, actions.withdraw, "You have withdrawn your suggestion.")


def _decide(suggestion_id: int, action: Callable[..., object], said: str) -> ResponseReturnValue:
    one = found(db.session.get(Suggestion, suggestion_id))
    try:
        action(one, by=viewer())
    except Refused as refused:
        form = forms.AcceptForm(obj=one)
        form.refuse(refused)
        return _show(one, accepting=form)
    return done(one.url, said)


@bp.post("/suggestions/<int:suggestion_id>/accept")
@may(Power.EDIT_WIKI)
@once
def accept_suggestion(suggestion_id: int) -> ResponseReturnValue:
    """Take it in, as it is or in other words."""
    one = found(db.session.get(Suggestion, suggestion_id))
    form = _sent_accept_form(one)
    if form.validate():
        try:
            became = actions.accept(
                one,
                by=viewer(),
                title=form.title.data if "title" in form else None,
                text=form.text.data or "",
                sentence=form.sentence.data or "",
                base=form.base.data,
            )
        except Refused as refused:
            form.refuse(refused)
            # The page shows what changed meanwhile: whoever has seen it may take the text in.
            form.base.raw_data, form.base.data = None, one.about.revision if one.about else None
        else:
            return done(became.url, "It is in the wiki now, and the member has been told.")
    return _show(one, accepting=form)


@bp.post("/suggestions/<int:suggestion_id>/decline")
@may(Power.EDIT_WIKI)
@once
def decline_suggestion(suggestion_id: int) -> ResponseReturnValue:
    """Say no, with a reason from the list and a sentence."""
    one = found(db.session.get(Suggestion, suggestion_id))
    form = forms.DeclineForm(request.form)
    if form.validate():
        try:
            actions.decline(
                one,
                form.reason.data,
                form.reply.data or "",
                by=viewer(),
                link=form.link.data or "",
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(one.url, "Declined. The member has been told why.")
    return _show(one, declining=form)
