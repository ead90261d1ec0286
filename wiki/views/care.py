"""Looking after a topic: its review date and its protection, on one page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than types

from accounts.access import may, signed_in, viewer
from accounts.rules import Power
from core.db import db
from core.errors import Refused
from core.forms import BaseForm, once
from core.web import done, error_page, found
from wiki import actions, forms, queries
from wiki.models import Topic
from wiki.queries import Care
from wiki.views.blueprint import bp

CONFLICT = 409


def _topic(topic_id: int) -> Topic:
    topic = found(db.session.get(Topic, topic_id))
    return found(None if topic.hidden_at else topic)


@bp.get("/topics/<int:topic_id>/care")
@may(Power.EDIT_WIKI)
def care(topic_id: int) -> ResponseReturnValue:
    """When the topic is read again, and who may change it."""
    return _page(_topic(topic_id))


def _page(
    topic: Topic,
    review_form: forms.ReviewForm | None = None,
    protect_form: forms.ProtectForm | None = None,
) -> str:
    now = queries.care_of(topic.id)
    return render_template(
        "wiki/care.html",
        topic=topic,
        care=now,
        review_form=review_form or _review_form(now),
        protect_form=protect_form or _protect_form(),
        protections=queries.protections_of(topic.id),
        form=review_form or protect_form or BaseForm(),
    )


def _review_form(now: Care | None = None) -> forms.ReviewForm:
    form = forms.ReviewForm(request.form)
    form.keeper.choices = _choices("Every editor")
    if now is not None:
        form.due_on.data, form.months.data = now.due_on, now.months or 12
        form.keeper.data = now.keeper_id or 0
    return form


def _choices(nobody: str) -> list[Any]:
    people = [(0, nobody), *queries.editors().items()]
    return [SelectChoice(number, name) for number, name in people]


def _protect_form() -> forms.ProtectForm:
    form = forms.ProtectForm(request.form)
    choices = _choices("Choose an editor")
    for field in (form.first, form.second):
        field.choices = choices
    return form


@bp.post("/topics/<int:topic_id>/review")
@may(Power.EDIT_WIKI)
@once
def set_review(topic_id: int) -> ResponseReturnValue:
    """Say when the topic is read again."""
    topic, form = _topic(topic_id), _review_form()
    if form.validate():
        try:
            actions.set_review(
                topic, form.due_on.data, form.months.data, form.keeper.data, by=viewer()
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(topic.url, "The review date is set.")
    return _page(topic, review_form=form), 422


@bp.post("/topics/<int:topic_id>/reviewed")
@may(Power.EDIT_WIKI)
@once
def reviewed(topic_id: int) -> ResponseReturnValue:
    """The topic was read and is still right."""
    topic = _topic(topic_id)
    return _done(topic, lambda: actions.review(topic, by=viewer()), "Thank you for reading it.")


@bp.post("/topics/<int:topic_id>/protection")
@may(Power.EDIT_WIKI)
@once
def protect(topic_id: int) -> ResponseReturnValue:
    """Protect the topic."""
    topic, form = _topic(topic_id), _protect_form()
    if form.validate():
        try:
            actions.protect(
                topic,
                form.first.data,
                form.second.data,
                form.reason.data or "",
                form.ends_on.data,
                by=viewer(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(topic.url, "The topic is protected.")
    return _page(topic, protect_form=form), 422


@bp.post("/topics/<int:topic_id>/protection/end")
@signed_in
@once
def end_protection(topic_id: int) -> ResponseReturnValue:
    """Let every editor change the topic again."""
    topic = _topic(topic_id)
    end = lambda: actions.end_protection(topic, by=viewer())  # noqa: E731
    return _done(topic, end, "Every editor can change the topic again.")


def _done(topic: Topic, act: Callable[[], None], said: str) -> ResponseReturnValue:
    try:
        act()
    except Refused as refused:
        return error_page(CONFLICT, refused.sentence)
    return done(topic.url, said)


@bp.app_template_global("care_of")
def care_of(topic_id: int) -> Care:
    """For the topic page: last review, protection. 1 statement."""
    return queries.care_of(topic_id)
