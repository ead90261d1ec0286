"""Atom feeds: what happens in anything that everybody may read, for readers of feeds."""

from __future__ import annotations

from flask import Response
from flask.typing import ResponseReturnValue

from core import atom
from core.clock import now
from core.subjects import PUBLIC
from core.web import found, settings
from notices import actions, queries
from notices.views.blueprint import bp

SECONDS = 300  # for which anyone on the way may keep a feed


@bp.get("/feeds/<kind>/<int:subject_id>.atom")
def feed(kind: str, subject_id: int) -> ResponseReturnValue:
    """What happened in a discussion, CLP, room, topic or proposal: what all may read of it."""
    key = (kind, subject_id)
    thing = queries.things([key]).get(key) if kind in actions.WATCHABLE else None
    about = found(thing if thing and thing.audience == PUBLIC else None)
    site = settings().site_url
    entries = [
        atom.Entry(
            url=f"{site}{one.url}",
            title=f"{one.says}: {one.heading}",
            at=one.at,
            by=settings().site_name,
            summary=one.where,
        )
        for one in queries.public_news(kind, subject_id)
    ]
    written = atom.feed(
        url=f"{site}/feeds/{kind}/{subject_id}.atom",
        page=f"{site}{about.url}",
        title=about.heading,
        at=now(),
        entries=entries,
    )
    answer = Response(written, mimetype=atom.MIMETYPE)
    answer.headers["Cache-Control"] = f"public, max-age={SECONDS}"
    return answer
