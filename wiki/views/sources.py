"""Sources of a topic: editors add them and put them right."""

from __future__ import annotations

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import may, viewer
from accounts.rules import Power
from core.db import db
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.web import done, found
from wiki import queries
from wiki.actions import citing
from wiki.forms.sources import SourceForm
from wiki.models import Source, Topic
from wiki.views.blueprint import bp
from wiki.views.history import sayable


@bp.get("/topics/<int:topic_id>/sources/new")
@may(Power.EDIT_WIKI)
def new_source(topic_id: int) -> ResponseReturnValue:
    """The form for a source of the topic itself."""
    return _page(sayable("topics", topic_id), None, SourceForm())


@bp.post("/topics/<int:topic_id>/sources")
@may(Power.EDIT_WIKI)
@limited("edit")
@once
def create_source(topic_id: int) -> ResponseReturnValue:
    """Add a source."""
    topic = sayable("topics", topic_id)
    form: Any = SourceForm(request.form)
    if form.validate() and isinstance(topic, Topic):
        try:
            citing.add_source(topic, form.data, by=viewer())
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(f"{topic.url}#sources", "The source is in the list.")
    return _page(topic, None, form), 422


@bp.get("/sources/<int:source_id>/edit")
@may(Power.EDIT_WIKI)
def edit_source(source_id: int) -> ResponseReturnValue:
    """The form for what is known of a source."""
    source = found(db.session.get(Source, source_id))
    return _page(sayable("topics", source.topic_id), source, SourceForm(obj=source))


@bp.post("/sources/<int:source_id>/edit")
@may(Power.EDIT_WIKI)
@limited("edit")
@once
def save_source(source_id: int) -> ResponseReturnValue:
    """Put a source right."""
    source = found(db.session.get(Source, source_id))
    topic = sayable("topics", source.topic_id)
    form: Any = SourceForm(request.form)
    if form.validate():
        try:
            citing.edit_source(source, form.data, of_topic=form.of_topic.data, by=viewer())
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(f"{topic.url}#sources", "Saved.")
    return _page(topic, source, form), 422


def _page(topic: Any, source: Source | None, form: SourceForm) -> str:
    trails = queries.trails_of(topic.id, link_last=True)
    return render_template(
        "wiki/edit_source.html", topic=topic, source=source, form=form, trails=trails
    )
