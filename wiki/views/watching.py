"""Watching a topic, alone or with all that stands under it; the rest is in the notices."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, viewer
from core.db import db
from core.errors import Refused
from core.forms import once
from core.web import done, found
from notices import actions
from notices.queries import watch_of
from wiki import queries
from wiki.models import Topic
from wiki.views.blueprint import bp


def _topic(topic_id: int) -> Topic:
    topic = found(db.session.get(Topic, topic_id))
    return found(topic if topic.hidden_at is None else None)


@bp.get("/topics/<int:topic_id>/watch")
@signed_in
def watch(topic_id: int) -> ResponseReturnValue:
    """Whether you watch this topic, and the form to begin, change or stop."""
    return _watch_page(_topic(topic_id))


def _watch_page(topic: Topic, refused: str = "") -> str:
    return render_template(
        "wiki/watch.html",
        topic=topic,
        watch=watch_of(_me(), topic.kind, topic.id),
        trails=queries.trails_of(topic.id, link_last=True),
        refused=refused,
    )


@bp.post("/topics/<int:topic_id>/watch")
@signed_in
@once
def begin_watch(topic_id: int) -> ResponseReturnValue:
    """Watch the topic, alone or with all that stands under it."""
    topic = _topic(topic_id)
    branch = request.form.get("what") == "branch"
    try:
        actions.watch(topic, _me(), whole_branch=branch)
    except Refused as refused:
        return _watch_page(topic, refused.sentence), 422
    what = "this topic and all that stands under it" if branch else "this topic"
    return done(topic.url, f"You watch {what} now.")


@bp.post("/topics/<int:topic_id>/unwatch")
@signed_in
def end_watch(topic_id: int) -> ResponseReturnValue:
    """Stop watching the topic."""
    actions.unwatch(Topic.kind, topic_id, _me())
    return done("/notices/watched", "You do not watch it any more.")


def _me() -> int:
    return viewer().id or 0
