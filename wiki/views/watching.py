"""Watching: a topic or a branch, what was new there, and mails about it."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, viewer
from accounts.models import Member
from core import events
from core.db import db
from core.errors import Refused
from core.forms import once
from core.web import csrf, done, found, number_asked
from wiki import actions, digest, queries
from wiki.models import Topic
from wiki.queries import watching as watched
from wiki.rules.watching import Rhythm
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
        watch=watched.watch_of(_me(), topic.id),
        watcher=watched.watcher(_me()),
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
    actions.unwatch(topic_id, _me())
    return done("/watching", "You do not watch it any more.")


@bp.get("/watching")
@signed_in
def watching() -> ResponseReturnValue:
    """What you watch, and how often you get mail about it."""
    watcher = watched.watcher(_me())
    return render_template(
        "wiki/watching.html",
        watched=watched.watched_by(_me()),
        rhythm=Rhythm(watcher.rhythm) if watcher else Rhythm.WEEKLY,
        rhythms=list(Rhythm),
        due_at=watcher.due_at if watcher else None,
        unread=_unread(),
    )


def _unread() -> int:
    watcher = watched.watcher(_me())
    after = watcher.read_up_to if watcher else 0
    return len(watched.news(_me(), viewer().audiences(), after=after)) if watcher else 0


@bp.post("/watching/mail")
@signed_in
def choose_mail() -> ResponseReturnValue:
    """Choose how often mails come."""
    asked = request.form.get("rhythm", "")
    if asked not in set(Rhythm):
        abort(400, description="Choose how often you want mail.")
    actions.choose_rhythm(_me(), Rhythm(asked))
    return done("/watching", "Your choice is kept.")


@bp.get("/watching/news")
@signed_in
def watched_news() -> ResponseReturnValue:
    """What others did where you watch, newest first. Looking does not mark it as read."""
    shown = watched.news(_me(), viewer().audiences())
    watcher = watched.watcher(_me())
    return render_template(
        "wiki/watched_news.html",
        topics=watched.by_topic(shown),
        read_up_to=watcher.read_up_to if watcher else 0,
        up_to=shown[0].event_id if shown else 0,
    )


@bp.post("/watching/news")
@signed_in
def mark_read() -> ResponseReturnValue:
    """Mark everything up to what the page showed as read."""
    actions.mark_read(_me(), number_asked("up_to"))
    return done("/watching/news", "All of it is marked as read.")


@bp.get("/watching/stop/<token>")
def ask_stop(token: str) -> ResponseReturnValue:
    """The page a mail leads to: one press stops the mails. Opening it changes nothing."""
    return render_template("wiki/stop_mail.html", token=token, stopped=False, member=_of(token))


@bp.post("/watching/stop/<token>")
@csrf.exempt  # type: ignore[untyped-decorator]
def stop_mail(token: str) -> ResponseReturnValue:
    """Stop the mails at one press, also by a mail program by itself (RFC 8058)."""
    member = _of(token)
    actions.choose_rhythm(member.id, Rhythm.OFF)
    events.commit()
    return render_template("wiki/stop_mail.html", token=token, stopped=True, member=member)


def _of(token: str) -> Member:
    member = digest.member_of(token)
    if member is None:
        abort(400, description="This link is not whole. Copy it from the mail once more.")
    return member


def _me() -> int:
    return viewer().id or 0
