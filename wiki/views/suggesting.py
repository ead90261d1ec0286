"""“What is missing here?”: choosing what to suggest, and suggesting it."""

from __future__ import annotations

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, viewer
from core.db import db
from core.errors import Refused
from core.forms import BaseForm, once
from core.limits import limited
from core.web import done, found, number_asked
from wiki import actions, forms, queries
from wiki.models import Sayable, Suggestion, Topic
from wiki.rules import AsksFor
from wiki.views.blueprint import bp
from wiki.views.targets import ASKED_FIRST, FORMS, Target, target

SEARCHED = ["topic", "option", "argument", "suggestion"]


@bp.get("/suggestions/new")
@signed_in
def new_suggestion() -> ResponseReturnValue:
    """What is missing? Then one line and what is there already that is like it, then the form."""
    if number_asked("again"):
        return _again(found(db.session.get(Suggestion, number_asked("again"))))
    asked = target()
    title = request.args.get("title", "").strip()
    if asked.asks_for is None:
        return render_template("wiki/suggest_what.html", target=asked, options=_options(asked))
    if not title and asked.asks_for in ASKED_FIRST:
        side = request.args.get("side", "")
        return render_template("wiki/suggest_first.html", target=asked, side=side)
    return _form_page(asked, _empty_form(asked), similar_of=title)


def _options(asked: Target) -> list[Any]:
    """The options that an argument could be about."""
    topic = isinstance(asked.about, Topic)
    options = queries.options_of(asked.topic_id or 0) if topic else []
    return [option for option in options if not option.hidden_because]


def _empty_form(asked: Target) -> BaseForm:
    if asked.asks_for is AsksFor.WORDING:
        form = forms.SuggestWordingForm(obj=asked.about)
        form.base.data = asked.about.revision if asked.about else None
        return _only(form, asked.words)
    return FORMS[asked.asks_for or AsksFor.TOPIC](request.args)


def _again(one: Suggestion) -> ResponseReturnValue:
    """The form of one's own suggestion, to send it again in other words."""
    asks_for = AsksFor(one.asks_for)
    if one.author_id != viewer().id or one.hidden_at is not None:
        found(None)
    asked = Target(asks_for, one.topic, one.option, one.argument)
    form: Any = FORMS[asks_for](obj=one)
    if asks_for is AsksFor.WORDING:
        form = forms.SuggestWordingForm(data=one.wanted)
        form.base.data = one.base
        form = _only(form, tuple(one.wanted))
    elif one.other and "other" in form:
        form.other.data = one.other.url
    return _form_page(asked, form, similar_of="")


def _only(form: Any, words: tuple[str, ...]) -> BaseForm:
    """A form for better words with these columns alone."""
    for name in ("title", "claim", "question", "summary", "agreed", "disputed", "text"):
        if name not in words:
            del form[name]
    kept: BaseForm = form
    return kept


def _form_page(asked: Target, form: BaseForm, *, similar_of: str, body: str = "") -> str:
    return render_template(
        "wiki/suggest.html",
        target=asked,
        form=form,
        similar_of=similar_of,
        body=body,
        looks=asked.asks_for in ASKED_FIRST,
        kinds=SEARCHED if asked.asks_for in ASKED_FIRST else ["topic"],
    )


@bp.post("/suggestions")
@signed_in
@limited("suggest")
@once
def create_suggestion() -> ResponseReturnValue:
    """Send a suggestion to the editors, or look first what is like it."""
    asked = target()
    form = FORMS[found(asked.asks_for)](request.form)
    if "look" in request.form:
        title, body = (request.form.get(name, "").strip() for name in ("title", "text"))
        return _form_page(asked, form, similar_of=title or body[:200], body=body)
    if asked.asks_for is AsksFor.WORDING:
        sent = (name for name in asked.words if name in request.form)
        form = _only(form, tuple(sent))
    if form.validate():
        try:
            made = _suggest(asked, form)
        except Refused as refused:
            form.refuse(refused)
        else:
            said = "Thank you. Your suggestion is public now, and waits for an editor."
            return done(made.url, said)
    return _form_page(asked, form, similar_of=request.form.get("other", "").strip()), 422


def _suggest(asked: Target, form: BaseForm) -> Suggestion:
    fields: dict[str, Any] = form.data
    words = {name: fields[name] or "" for name in asked.words if name in fields}
    if "label" in fields:
        words = {"label": fields["label"] or ""}
    if isinstance(form, forms.SuggestCostForm):
        words = {"stakes": form.line}
    wording = asked.asks_for is AsksFor.WORDING
    return actions.suggest(
        found(asked.asks_for),
        by=viewer(),
        title="" if wording else fields.get("title") or "",
        text=fields.get("text") or "",
        topic=asked.topic,
        option=asked.option,
        argument=asked.argument,
        other=_other(fields.get("other"), asked.about),
        side=fields.get("side"),
        words=words,
        sources=fields.get("sources") or "",
        reason=fields["reason"] or "",
        named=not fields["anonymous"],
        base=fields.get("base"),
    )


def _other(address: str | None, about: Sayable | None) -> Sayable | None:
    """The other page that is meant. Raises Refused when there is none."""
    if not address:
        return None
    other = queries.page_named(address)
    if other is about:
        raise Refused("That is this page itself. Give the address of the other one.")
    return other
