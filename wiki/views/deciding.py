"""One suggestion: reading it, taking it back, and the five things editors can do with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from accounts.access import may, signed_in, viewer
from accounts.rules import Power
from core import house_rules, text
from core.clock import now
from core.db import db
from core.errors import Refused
from core.forms import BaseForm, once
from core.merging import Merged
from core.web import done, found
from wiki import actions, forms, queries, rules
from wiki.actions.sense import propose_suggested
from wiki.models import Argument, Option, Sayable, Suggestion
from wiki.rules import AsksFor
from wiki.rules.rewordings import Sense
from wiki.views.blueprint import bp
from wiki.views.history import FIELDS, PROPOSED

POSTED = "/suggestions/<int:suggestion_id>"


@bp.get(POSTED)
def suggestion(suggestion_id: int) -> ResponseReturnValue:
    """One suggestion: what it would change, and what became of it; for editors, the decision."""
    return show_suggestion(found(db.session.get(Suggestion, suggestion_id)))


def show_suggestion(
    one: Suggestion,
    sent: Mapping[str, BaseForm] = MappingProxyType({}),
    *,
    refused: Refused | None = None,
    merged: Mapping[str, Merged] | None = None,
) -> ResponseReturnValue:
    """The page of a suggestion. `sent`: the form that was refused, by its name on the page.

    `merged`: every version of what two people changed in different ways.
    """
    if refused:
        sent = {"answer": forms.AnswerForm()}
        sent["answer"].refuse(refused)
    is_waiting = one.state in rules.WAITING
    if merged is None:
        merged = _merges(one) if is_waiting else {}
    page = render_template(
        "wiki/suggestion.html",
        suggestion=one,
        names=queries.names_of(one),
        state=rules.State(one.state),
        asks_for=AsksFor(one.asks_for),
        decline_reason=rules.DeclineReason(one.decline_reason) if one.decline_reason else None,
        is_waiting=is_waiting,
        is_claimed=rules.is_claimed(state=one.state, claimed_until=one.claimed_until, at=now()),
        trails=queries.trails_of(one.topic_id, link_last=True) if one.topic_id else [],
        changes=_changes(one),
        changes_now=_changes_now(one, merged) if is_waiting else {},
        conflicts={FIELDS[name]: it.conflicts for name, it in merged.items() if it.conflicts},
        supporters=queries.support_of(one.id, viewer().id),
        remarks=queries.remarks_on(one),
        opened=next(iter(sent), ""),
        form=next(iter(sent.values()), None),
        **{**_forms(one), **sent},
    )
    return (page, 422) if sent else page


def _forms(one: Suggestion) -> dict[str, BaseForm]:
    if one.state not in rules.WAITING:
        return {}
    return {
        "accepting": _accept_form(one),
        "elsewhere": forms.ElsewhereForm(),
        "declining": forms.DeclineForm(),
        "asking": forms.AskForm(),
        "answer": forms.AnswerForm(),
    }


def _merges(one: Suggestion) -> dict[str, Merged]:
    return actions.merges(one) if one.wanted else {}


def _changes(one: Suggestion) -> dict[str, Markup]:
    """What it would have changed when it was written, by field."""
    about = one.about
    if not one.wanted or about is None:
        return {}
    then = actions.words_then(about, one.base or 0)
    return {FIELDS[name]: text.word_diff(then[name], wanted) for name, wanted in one.wanted.items()}


def _changes_now(one: Suggestion, merged: Mapping[str, Merged]) -> dict[str, Markup]:
    """What taking it in would change today, when the page has moved on since."""
    about = one.about
    if about is None or one.base == about.revision:
        return {}
    present = actions.words_of(about)
    return {
        FIELDS[name]: text.word_diff(present[name], it.text)
        for name, it in merged.items()
        if it.is_clean
    }


def _accept_form(one: Suggestion, sent: Any = None) -> forms.AcceptForm:
    """The fields that this kind of suggestion is taken in by, as proposed or as sent."""
    words = actions.proposed(one)
    form = forms.AcceptForm(sent, data=words)
    for name in [*forms.AcceptForm().data]:
        if name not in {*words, *_asked(one), "base", "sentence"}:
            del form[name]
    if sent is None:
        form.base.data = _revision(one.about)
    return form


def _asked(one: Suggestion) -> set[str]:
    """A correction of a view is written by the editor: whether its sense changes is asked."""
    of_view = one.asks_for == AsksFor.CORRECTION and isinstance(one.about, Option | Argument)
    return {"sense"} if of_view else set()


def _revision(about: Sayable | None) -> int | None:
    return about.revision if about else None


@bp.post(f"{POSTED}/claim")
@may(Power.EDIT_WIKI)
def claim_suggestion(suggestion_id: int) -> ResponseReturnValue:
    """An editor reads it now."""
    return _act(
        suggestion_id,
        actions.claim,
        f"You have {house_rules.words('suggestion.lease_minutes')}; other editors see that.",
    )


@bp.post(f"{POSTED}/release")
@may(Power.EDIT_WIKI)
def release_suggestion(suggestion_id: int) -> ResponseReturnValue:
    """An editor leaves it to others."""
    return _act(suggestion_id, actions.release, "It waits for an editor again.")


@bp.post(f"{POSTED}/withdraw")
@signed_in
def withdraw_suggestion(suggestion_id: int) -> ResponseReturnValue:
    """The member takes it back."""
    return _act(suggestion_id, actions.withdraw, "You have withdrawn your suggestion.")


def _act(suggestion_id: int, action: Callable[..., object], said: str) -> ResponseReturnValue:
    one = found(db.session.get(Suggestion, suggestion_id))
    try:
        action(one, by=viewer())
    except Refused as refused:
        return show_suggestion(one, refused=refused)
    return done(one.url, said)


@bp.post(f"{POSTED}/accept")
@may(Power.EDIT_WIKI)
@once
def accept_suggestion(suggestion_id: int) -> ResponseReturnValue:
    """Take it in, as it is or in other words."""
    one = found(db.session.get(Suggestion, suggestion_id))
    as_it_is = "as_it_is" in request.form
    form = _accept_form(one, request.form)
    merged = None
    if as_it_is or form.validate():
        fields = actions.proposed(one).keys() & request.form.keys()
        words = {name: form[name].data or "" for name in fields}
        try:
            if not as_it_is and "sense" in form and form.sense.data != Sense.SAME:
                return _propose(one, form, words)
            became = actions.accept(
                one,
                by=viewer(),
                words=None if as_it_is else words,
                sentence=(form.sentence.data or "")[:500],
                seen=form.base.data,
            )
        except Refused as refused:
            form, merged = _refused(one, form, refused)
        else:
            return done(became.url, "It is in the wiki now, and the member has been told.")
    return show_suggestion(one, {"accepting": form}, merged=merged)


def _propose(
    one: Suggestion, form: forms.AcceptForm, words: Mapping[str, str]
) -> ResponseReturnValue:
    """The corrected words change the sense: they wait for a second editor, the suggestion too."""
    made = propose_suggested(
        one,
        by=viewer(),
        reason=form.sense.data,
        why=form.sentence.data or "",
        words=words,
        base=form.base.data,
    )
    return done(f"/removals/{made.id}", PROPOSED)


def _refused(
    one: Suggestion, form: forms.AcceptForm, refused: Refused
) -> tuple[forms.AcceptForm, Mapping[str, Merged] | None]:
    """The form again; where two people changed the same, with both versions in its fields."""
    merged = None
    if isinstance(refused, actions.Conflicting):
        merged = refused.merged
        for name, it in merged.items():
            form[name].raw_data, form[name].data = None, it.text
        # Whoever has seen what changed meanwhile may decide between the two.
        form.base.raw_data, form.base.data = None, _revision(one.about)
    form.refuse(refused)
    return form, merged


@bp.post(f"{POSTED}/elsewhere")
@may(Power.EDIT_WIKI)
@once
def send_suggestion_elsewhere(suggestion_id: int) -> ResponseReturnValue:
    """It is there already, has been done, or belongs elsewhere."""
    form = forms.ElsewhereForm(request.form)

    def act(one: Suggestion) -> None:
        actions.send_elsewhere(
            one, form.what.data, form.there.data or "", form.note.data or "", by=viewer()
        )

    return _decide(suggestion_id, "elsewhere", form, act, "Done. The member has been told where.")


@bp.post(f"{POSTED}/decline")
@may(Power.EDIT_WIKI)
@once
def decline_suggestion(suggestion_id: int) -> ResponseReturnValue:
    """Say no, with a reason from the list and a sentence."""
    form = forms.DeclineForm(request.form)

    def act(one: Suggestion) -> None:
        actions.decline(one, form.reason.data, form.reply.data or "", by=viewer())

    return _decide(suggestion_id, "declining", form, act, "Declined. The member has been told why.")


@bp.post(f"{POSTED}/questions")
@may(Power.EDIT_WIKI)
@once
def ask_author(suggestion_id: int) -> ResponseReturnValue:
    """Ask the author before deciding."""
    form = forms.AskForm(request.form)

    def act(one: Suggestion) -> None:
        actions.ask(one, form.ask.data or "", by=viewer())

    return _decide(suggestion_id, "asking", form, act, "The member has been asked.")


def _decide(
    suggestion_id: int,
    name: str,
    form: BaseForm,
    act: Callable[[Suggestion], None],
    said: str,
) -> ResponseReturnValue:
    one = found(db.session.get(Suggestion, suggestion_id))
    if form.validate():
        try:
            act(one)
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(one.url, said)
    return show_suggestion(one, {name: form})
