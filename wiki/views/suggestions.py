"""Suggesting, and the public queue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, viewer
from core.clock import today
from core.errors import Refused
from core.forms import BaseForm, once
from core.limits import limited
from core.pages import kept
from core.subjects import find
from core.web import done, found, number_asked, page_number
from wiki import actions, forms, queries
from wiki.models import Argument, Option, Sayable, Suggestion, Topic
from wiki.rules import AsksFor
from wiki.views.blueprint import bp

FORMS: dict[AsksFor, type[BaseForm]] = {
    AsksFor.ARGUMENT: forms.SuggestArgumentForm,
    AsksFor.OPTION: forms.SuggestOptionForm,
    AsksFor.TOPIC: forms.SuggestTopicForm,
    AsksFor.WORDING: forms.SuggestWordingForm,
}


@dataclass(frozen=True, slots=True)
class Target:
    """What a suggestion form is about, from its address or hidden fields."""

    asks_for: AsksFor
    topic: Topic | None
    option: Option | None
    argument: Argument | None

    @property
    def about(self) -> Sayable | None:
        """The nearest thing it is about."""
        return self.argument or self.option or self.topic

    @property
    def hidden(self) -> dict[str, object]:
        """The fields that say it again."""
        subject = self.about
        return {"asks_for": self.asks_for.value, **({subject.kind: subject.id} if subject else {})}


def _target() -> Target:
    asked = request.values.get("asks_for", "argument")
    asks_for = found(AsksFor(asked) if asked in set(AsksFor) else None)
    topic, option, argument = (_named(kind) for kind in ("topic", "option", "argument"))
    target = Target(asks_for, topic, option, argument)
    found(target.about if asks_for is not AsksFor.TOPIC else "a topic may stand at the top")
    return target


def _named(kind: str) -> Any:
    number = number_asked(kind)
    return found(find(kind, number)) if number else None


@bp.get("/suggestions/new")
@signed_in
def new_suggestion() -> ResponseReturnValue:
    """First one line and what is there already that is like it, then the rest of the form."""
    target = _target()
    title = request.args.get("title", "").strip()
    if not title and target.asks_for is not AsksFor.WORDING:
        side = request.args.get("side", "")
        return render_template("wiki/suggest_first.html", target=target, side=side)
    form = FORMS[target.asks_for](request.args)
    if target.asks_for is AsksFor.WORDING:
        form = forms.SuggestWordingForm(obj=target.about)
        form.base.data = target.about.revision if target.about else None
    return render_template("wiki/suggest.html", target=target, form=form, similar_of=title)


@bp.post("/suggestions")
@signed_in
@limited("suggest")
@once
def create_suggestion() -> ResponseReturnValue:
    """Send a suggestion to the editors."""
    target = _target()
    form = FORMS[target.asks_for](request.form)
    if form.validate():
        try:
            made = _suggest(target, form)
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(
                made.url, "Thank you. Your suggestion is public now, and waits for an editor."
            )
    return render_template("wiki/suggest.html", target=target, form=form, similar_of=""), 422


def _suggest(target: Target, form: Any) -> Suggestion:
    fields = form.data
    about = target.about
    return actions.suggest(
        target.asks_for,
        title=fields.get("title") or (about.heading if about else ""),
        text=fields["text"] or "",
        by=viewer(),
        topic=target.topic,
        option=target.option,
        argument=target.argument,
        side=fields.get("side"),
        sources=fields.get("sources") or "",
        reason=fields["reason"] or "",
        named=not fields["anonymous"],
        base=fields.get("base"),
    )


@bp.get("/suggestions")
@kept(lambda: ("suggestions", "structure"), apart=lambda: str(today()))
def suggestions() -> ResponseReturnValue:
    """The public queue: what waits, longest first, or what was decided."""
    waiting = request.args.get("show") != "decided"
    topic_id = number_asked("topic")
    page = page_number()
    shown, count = queries.queue(waiting=waiting, topic_id=topic_id, page=page)
    return render_template(
        "wiki/suggestions.html",
        suggestions=shown,
        count=count,
        waiting=waiting,
        topic=queries.name_of(topic_id) if topic_id else None,
        page=page,
        pages=-(-count // queries.PER_PAGE),
        median_days=queries.median_days(),
    )


@bp.app_template_global("suggestions_of")
def suggestions_of(member_id: int) -> list[queries.SuggestionShown]:
    """For the member's own page: their suggestions and what became of them. 1 statement."""
    return queries.suggestions_of(member_id)
