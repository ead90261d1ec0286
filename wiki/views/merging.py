"""Two topics become one, and one becomes two."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than types

from accounts.access import may, viewer
from accounts.rules import Power
from core.db import db
from core.errors import Refused
from core.forms import once
from core.web import done, found
from wiki import actions, forms, queries
from wiki.models import Topic
from wiki.views.blueprint import bp
from wiki.views.places import standing


@bp.get("/topics/<int:topic_id>/merge")
@may(Power.EDIT_WIKI)
def merge(topic_id: int) -> ResponseReturnValue:
    """The form that makes a topic part of another."""
    return _merge_page(standing(topic_id), forms.MergeForm(request.args))


def _merge_page(topic: Topic, form: forms.MergeForm) -> str:
    return render_template("wiki/merge.html", topic=topic, form=form)


@bp.post("/topics/<int:topic_id>/merge")
@may(Power.EDIT_WIKI)
@once
def create_merge(topic_id: int) -> ResponseReturnValue:
    """Make a topic part of another: all it has goes there, and its address leads there."""
    topic, form = standing(topic_id), forms.MergeForm(request.form)
    if form.validate():
        try:
            into = found(db.session.get(Topic, queries.topic_named(form.into.data or "")))
            actions.merge(topic, into, by=viewer(), why=form.why.data or "")
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(into.url, f"“{topic.title}” is part of this topic now.")
    return _merge_page(topic, form), 422


@bp.get("/topics/<int:topic_id>/split")
@may(Power.EDIT_WIKI)
def split(topic_id: int) -> ResponseReturnValue:
    """The form that makes a topic of some options and subtopics."""
    topic = standing(topic_id)
    return _split_page(topic, _split_form(topic, forms.SplitForm()))


def _split_form(topic: Topic, form: forms.SplitForm) -> forms.SplitForm:
    form.options.choices = [
        SelectChoice(option.id, option.title) for option in queries.options_to_split(topic.id)
    ]
    form.subtopics.choices = [
        SelectChoice(child.id, child.title) for child in queries.children_to_order(topic.id)
    ]
    return form


def _split_page(topic: Topic, form: forms.SplitForm) -> str:
    return render_template("wiki/split.html", topic=topic, form=form)


@bp.post("/topics/<int:topic_id>/split")
@may(Power.EDIT_WIKI)
@once
def create_split(topic_id: int) -> ResponseReturnValue:
    """Make a new topic of what was chosen."""
    topic = standing(topic_id)
    form = _split_form(topic, forms.SplitForm(request.form))
    if form.validate():
        part = actions.Part(
            form.title.data or "",
            form.question.data or "",
            form.summary.data or "",
            form.label.data or "",
            beside=form.where.data == "beside",
            options=form.options.data or (),
            subtopics=form.subtopics.data or (),
        )
        try:
            made = actions.split(topic, part, by=viewer(), why=form.why.data or "")
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(made.url, "The new topic has what you chose.")
    return _split_page(topic, form), 422
