"""Watching any thing that can be pointed at, and the list of what a member watches."""

from __future__ import annotations

from flask import redirect, render_template
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, viewer
from core.errors import Refused
from core.forms import once
from core.subjects import Subject, find
from core.web import done, found
from notices import actions, queries
from notices.views.blueprint import bp


@bp.get("/notices/watched")
@signed_in
def watched() -> ResponseReturnValue:
    """What you watch."""
    return render_template(
        "notices/watched.html", watched=queries.watched_by(_me(), viewer().audiences())
    )


@bp.get("/watch/<kind>/<int:subject_id>")
@signed_in
def watch(kind: str, subject_id: int) -> ResponseReturnValue:
    """Whether you watch this, and the button to begin or to stop."""
    return _page(_seen(kind, subject_id))


def _page(subject: Subject, refused: str = "") -> str:
    return render_template(
        "notices/watch.html",
        subject=subject,
        watch=queries.watch_of(_me(), subject.kind, subject.id),
        refused=refused,
    )


@bp.post("/watch/<kind>/<int:subject_id>")
@signed_in
@once
def begin(kind: str, subject_id: int) -> ResponseReturnValue:
    """Watch it."""
    subject = _seen(kind, subject_id)
    try:
        actions.watch(subject, _me())
    except Refused as refused:
        return _page(subject, refused.sentence), 422
    return done(subject.url, f"You watch “{subject.heading}” now.")


@bp.post("/unwatch/<kind>/<int:subject_id>")
@signed_in
def end(kind: str, subject_id: int) -> ResponseReturnValue:
    """Stop watching it, also when it cannot be seen any more."""
    actions.unwatch(kind, subject_id, _me())
    return done("/notices/watched", "You do not watch it any more.")


@bp.get("/watching")
def old_watching() -> ResponseReturnValue:
    """Where the list stood before."""
    return redirect("/notices/watched", 301)


@bp.get("/watching/news")
def old_news() -> ResponseReturnValue:
    """Where the news stood before."""
    return redirect("/notices", 301)


def _seen(kind: str, subject_id: int) -> Subject:
    """The subject if it is a kind that can be watched, and this member may read it; else 404."""
    key = (kind, subject_id)
    thing = queries.things([key]).get(key) if kind in actions.WATCHABLE else None
    found(thing if thing and thing.audience in viewer().audiences() else None)
    return found(find(kind, subject_id))


def _me() -> int:
    return viewer().id or 0
