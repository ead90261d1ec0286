"""What changed in the wiki, in a branch of it or in a topic: as pages and as Atom feeds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from core import atom, text
from core.clock import now
from core.pages import kept
from core.web import page_number, settings
from wiki import queries
from wiki.queries import Change
from wiki.views.blueprint import bp
from wiki.views.history import FIELDS, sayable

MOST_IN_FULL = 20_000  # characters of a text whose difference stands in a feed


@bp.get("/changes")
@kept(lambda: ("changes", "structure"))
def changes() -> ResponseReturnValue:
    """What changed in the whole wiki."""
    page = page_number()
    return _page(None, queries.changes(page=page), page)


@bp.get("/topics/<int:topic_id>/changes")
@kept(lambda topic_id: ("changes", "structure"))
def branch_changes(topic_id: int) -> ResponseReturnValue:
    """What changed in a topic and in all that stand under it."""
    page = page_number()
    return _page(sayable("topics", topic_id), queries.changes(topic_id, page=page), page)


def _page(topic: Any, shown: list[Change], page: int) -> str:
    return render_template(
        "wiki/changes.html",
        topic=topic,
        changes=shown[: queries.MOST_CHANGES],
        more=len(shown) > queries.MOST_CHANGES,
        page=page,
        labels=FIELDS,
        trails=queries.trails_of(topic.id, link_last=True) if topic else [],
    )


@bp.get("/changes.atom")
@kept(lambda: ("changes", "structure"), mimetype=atom.MIMETYPE)
def feed() -> ResponseReturnValue:
    """The feed of the whole wiki."""
    title = f"{settings().site_name}: what changed"
    return _feed("/changes", "/changes.atom", title, queries.changes())


@bp.get("/topics/<int:topic_id>/changes.atom")
@kept(lambda topic_id: ("changes", "structure"), mimetype=atom.MIMETYPE)
def branch_feed(topic_id: int) -> ResponseReturnValue:
    """The feed of a branch."""
    topic = sayable("topics", topic_id)
    page = f"/topics/{topic_id}/changes"
    title = f"What changed in “{topic.heading}” and under it"
    return _feed(page, f"{page}.atom", title, queries.changes(topic_id))


@bp.get("/topics/<int:topic_id>/history.atom")
@kept(lambda topic_id: ("changes", "structure"), mimetype=atom.MIMETYPE)
def topic_feed(topic_id: int) -> ResponseReturnValue:
    """The feed of one topic with its options and arguments."""
    topic = sayable("topics", topic_id)
    page = f"/topics/{topic_id}/history"
    title = f"What changed in “{topic.heading}”"
    return _feed(page, f"{page}.atom", title, queries.changes(topic_id, below=False))


def _feed(page: str, path: str, title: str, shown: Sequence[Change]) -> str:
    site = settings().site_url
    entries = [_entry(one, site) for one in shown[: queries.MOST_CHANGES]]
    return atom.feed(url=site + path, page=site + page, title=title, at=now(), entries=entries)


def _entry(change: Change, site: str) -> atom.Entry:
    one = change.revision
    fields = ", ".join(FIELDS[name].lower() for name in change.fields if name in FIELDS)
    short = sum(map(len, [*change.before.values(), *change.after.values()])) <= MOST_IN_FULL
    return atom.Entry(
        url=f"{site}{one.url}",
        title=f"{change.topic}: {one.heading}" if one.kind != "topic" else one.heading,
        at=one.at,
        by=one.who,
        summary=f"{one.why or 'Changed'} ({fields}).",
        html=_difference(change) if short else "",
    )


def _difference(change: Change) -> str:
    return "".join(
        f"<h2>{FIELDS[name]}</h2>{text.word_diff(change.before.get(name, ''), change.after[name])}"
        for name in change.fields
        if name in FIELDS
    )
