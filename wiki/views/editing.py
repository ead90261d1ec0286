"""Editors write: topics, options, arguments. Nothing typed is ever lost."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import may, viewer
from accounts.rules import Power
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.web import done, number_asked
from wiki import actions, forms, queries
from wiki.models import Option, Topic
from wiki.views.blueprint import bp
from wiki.views.drafts import drafted, typed_before
from wiki.views.history import sayable


@bp.get("/topics/new")
@may(Power.EDIT_WIKI)
def new_topic() -> ResponseReturnValue:
    """The form for a new topic."""
    typed = typed_before()
    form = forms.NewTopicForm(typed)
    parent = queries.name_of(number_asked("parent"))
    if typed is None:
        form.parent.data = parent["url"] if parent else ""
    return render_template("wiki/new_topic.html", form=form)


@bp.post("/topics")
@may(Power.EDIT_WIKI)
@limited("edit")
@once
@drafted
def create_topic() -> ResponseReturnValue:
    """Write a new topic."""
    form = forms.NewTopicForm(request.form)
    if form.validate():
        try:
            topic = actions.add_topic(
                form.title.data or "",
                form.question.data or "",
                form.summary.data or "",
                _parent_id(form.parent.data or ""),
                form.label.data or "",
                by=viewer(),
                agreed=form.agreed.data or "",
                disputed=form.disputed.data or "",
                text=form.text.data or "",
                why=form.why.data or "Written",
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(topic.url, "The topic is in the wiki.")
    return render_template("wiki/new_topic.html", form=form), 422


def _parent_id(named: str) -> int | None:
    return queries.topic_named(named) if named else None


@bp.get("/topics/<int:topic_id>/options/new")
@may(Power.EDIT_WIKI)
def new_option(topic_id: int) -> ResponseReturnValue:
    """The form for an option written by an editor."""
    topic = sayable("topics", topic_id)
    return render_template(
        "wiki/new_option.html", topic=topic, form=forms.OptionForm(typed_before())
    )


@bp.post("/topics/<int:topic_id>/options")
@may(Power.EDIT_WIKI)
@once
@drafted
def create_option(topic_id: int) -> ResponseReturnValue:
    """Add an option."""
    topic = sayable("topics", topic_id)
    form = forms.OptionForm(request.form)
    if form.validate() and isinstance(topic, Topic):
        try:
            option = actions.add_option(
                topic, form.title.data or "", form.text.data or "", by=viewer()
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(option.url, "The option is in the wiki.")
    return render_template("wiki/new_option.html", topic=topic, form=form), 422


@bp.get("/options/<int:option_id>/arguments/new")
@may(Power.EDIT_WIKI)
def new_argument(option_id: int) -> ResponseReturnValue:
    """The form for an argument written by an editor."""
    option = sayable("options", option_id)
    return render_template(
        "wiki/new_argument.html", option=option, form=forms.ArgumentForm(typed_before())
    )


@bp.post("/options/<int:option_id>/arguments")
@may(Power.EDIT_WIKI)
@once
@drafted
def create_argument(option_id: int) -> ResponseReturnValue:
    """Add an argument."""
    option = sayable("options", option_id)
    form = forms.ArgumentForm(request.form)
    if form.validate() and isinstance(option, Option):
        try:
            argument = actions.add_argument(
                option,
                form.side.data,
                form.title.data or "",
                form.text.data or "",
                by=viewer(),
                sources=form.sources.data or "",
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(argument.url, "The argument is in the wiki.")
    return render_template("wiki/new_argument.html", option=option, form=form), 422
