"""What a topic affects, what affects it, and what to read besides."""

from __future__ import annotations

import re
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than types

from accounts.access import may, viewer
from accounts.rules import Power
from core.db import db
from core.errors import Refused
from core.forms import BaseForm, once
from core.limits import limited
from core.pages import kept
from core.web import LARGEST_NUMBER, done, found
from wiki import actions, forms, queries
from wiki.actions.effects import End
from wiki.models import Effect, Option, SeeAlso, Topic
from wiki.views.blueprint import bp
from wiki.views.history import sayable

OPTION = re.compile(r".*(?:/options/|#option-)(\d{1,10})")

bp.add_app_template_global(queries.joined, "joined_to")


@bp.get("/topics/<int:topic_id>/effects")
@kept(lambda topic_id: (f"topic:{topic_id}", "structure"))
def effects(topic_id: int) -> ResponseReturnValue:
    """Every effect of a topic two steps out, the picture, and the record; editors change them."""
    return _page(topic_id)


def _page(topic_id: int, refused: BaseForm | None = None, *, removing: int = 0) -> str:
    topic = sayable("topics", topic_id)
    drawing = refused if isinstance(refused, forms.EffectForm) else _effect_form(topic_id)
    naming = refused if isinstance(refused, forms.SeeAlsoForm) else forms.SeeAlsoForm()
    return render_template(
        "wiki/effects.html",
        topic=topic,
        trails=queries.trails_of(topic_id, link_last=True),
        joined=queries.joined(topic_id),
        record=queries.effects_record(topic_id),
        drawing=drawing,
        naming=naming,
        form=refused,
        removing=removing,
    )


def _effect_form(topic_id: int, sent: Any = None) -> forms.EffectForm:
    form = forms.EffectForm(sent)
    form.start.choices = [
        SelectChoice("", "This topic as a whole"),
        *(SelectChoice(str(id_), title) for id_, title in queries.option_titles(topic_id)),
    ]
    return form


@bp.post("/topics/<int:topic_id>/effects")
@may(Power.EDIT_WIKI)
@limited("edit")
@once
def create_effect(topic_id: int) -> ResponseReturnValue:
    """Say what this topic or one of its options does to another."""
    topic = found(db.session.get(Topic, topic_id))
    form = _effect_form(topic_id, request.form)
    if form.validate():
        try:
            start = End(topic, _option(form.start.data))
            end = _end_named(form.end.data or "")
            actions.link(start, form.what.data, end, form.why.data or "", by=viewer())
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(f"/topics/{topic_id}/effects", "It stands on both pages now.")
    return _page(topic_id, form), 422


def _option(number: str | None) -> Option | None:
    return db.session.get(Option, int(number)) if number else None


def _end_named(named: str) -> End:
    """The topic or option an editor means, by title or address. Raises Refused."""
    matched = OPTION.fullmatch(named)
    number = int(matched[1]) if matched else 0
    if option := db.session.get(Option, number) if 0 < number <= LARGEST_NUMBER else None:
        return End(db.session.get_one(Topic, option.topic_id), option)
    return End(db.session.get_one(Topic, queries.topic_named(named)))


@bp.post("/effects/<int:effect_id>/removal")
@may(Power.EDIT_WIKI)
@once
def remove_effect(effect_id: int) -> ResponseReturnValue:
    """Take an effect away, with a reason."""
    effect = found(db.session.get(Effect, effect_id))
    form = forms.EffectRemovalForm(request.form)
    if form.validate():
        try:
            actions.unlink(effect, form.because.data or "", by=viewer())
        except Refused as refused:
            form.refuse(refused)
        else:
            said = "It is taken away. The record says so."
            return done(f"/topics/{effect.from_topic_id}/effects", said)
    return _page(effect.from_topic_id, form, removing=effect_id), 422


@bp.post("/topics/<int:topic_id>/see-also")
@may(Power.EDIT_WIKI)
@once
def create_see_also(topic_id: int) -> ResponseReturnValue:
    """Let this topic and another name each other."""
    topic = found(db.session.get(Topic, topic_id))
    form = forms.SeeAlsoForm(request.form)
    if form.validate():
        try:
            other = db.session.get_one(Topic, queries.topic_named(form.topic.data or ""))
            actions.see_also(topic, other, by=viewer())
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(f"/topics/{topic_id}/effects", "Both pages name each other now.")
    return _page(topic_id, form), 422


@bp.post("/see-also/<int:line_id>/removal")
@may(Power.EDIT_WIKI)
@once
def remove_see_also(line_id: int) -> ResponseReturnValue:
    """Let two topics no longer name each other."""
    line = found(db.session.get(SeeAlso, line_id))
    actions.see_no_more(line, by=viewer())
    return done(f"/topics/{line.one_id}/effects", "They no longer name each other.")
