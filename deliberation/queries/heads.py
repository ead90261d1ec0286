"""One thread: its own row, where it stands, and what it was started from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from accounts.access import Viewer
from accounts.models import Clp, Region
from core.db import db
from deliberation.models import Contribution, MeetingItem, Post, Room, Thread
from deliberation.queries.your_turn import ACTIVE, SPOKEN
from deliberation.rules import forum_of, pages_of, post_url
from wiki.models import Argument, Option, Topic

Row = dict[str, Any]
_origin_argument, _origin_post, _origin_thread = aliased(Argument), aliased(Post), aliased(Thread)
_THREAD: sa.Select[*tuple[Any, ...]] = (
    sa.select(
        Thread.id,
        Thread.title,
        Thread.asks,
        Thread.only_clp,
        Thread.clp_id,
        Thread.region_id,
        Thread.room_id,
        Thread.topic_id,
        Thread.option_id,
        Thread.posts,
        Thread.author_id,
        Thread.started_at,
        Thread.origin_kind,
        Thread.origin_id,
        Thread.pinned_at,
        Thread.closed_at,
        Thread.closed_because,
        Thread.label,
        Thread.answer,
        Thread.quiet_until,
        Thread.beside,
        Thread.turns_since,
        Thread.turns_until,
        Thread.turns_under,
        Thread.hidden_at,
        Thread.hidden_because,
        Clp.name.label("clp"),
        Clp.slug.label("clp_slug"),
        Region.name.label("region"),
        Region.slug.label("region_slug"),
        Room.title.label("room"),
        Room.slug.label("room_slug"),
        Topic.title.label("topic"),
        Topic.slug.label("topic_slug"),
        Option.title.label("option"),
        Option.beside.label("option_beside"),
        sa.exists().where(Contribution.thread_id == Thread.id).label("has_entered"),
        sa.exists().where(MeetingItem.thread_id == Thread.id).label("has_meetings"),
        SPOKEN.label("clp_spoken"),
        ACTIVE.label("clp_active"),
        _origin_argument.claim.label("origin_claim"),
        _origin_post.number.label("origin_number"),
        _origin_thread.id.label("origin_thread_id"),
        _origin_thread.title.label("origin_title"),
        sa.case((_origin_thread.only_clp, _origin_thread.clp_id)).label("origin_kept_to"),
    )
    .outerjoin(Clp, Clp.id == Thread.clp_id)
    .outerjoin(Region, Region.id == Thread.region_id)
    .outerjoin(Room, Room.id == Thread.room_id)
    .outerjoin(Topic, Topic.id == Thread.topic_id)
    .outerjoin(Option, Option.id == Thread.option_id)
    .outerjoin(
        _origin_argument,
        sa.and_(
            Thread.origin_kind == Argument.kind,
            _origin_argument.id == Thread.origin_id,
            _origin_argument.hidden_at.is_(None),
        ),
    )
    .outerjoin(
        _origin_post,
        sa.and_(
            Thread.origin_kind == Post.kind,
            _origin_post.id == Thread.origin_id,
            _origin_post.hidden_at.is_(None),
        ),
    )
    .outerjoin(
        _origin_thread,
        sa.and_(_origin_thread.id == _origin_post.thread_id, _origin_thread.hidden_at.is_(None)),
    )
    .where(Thread.id == sa.bindparam("thread_id"))
)


_read = {"thread": _THREAD}


def carry(change: Callable[[sa.Select[*tuple[Any, ...]]], sa.Select[*tuple[Any, ...]]]) -> None:
    """Let a package to the left read what it shows of a thread in the one statement that does."""
    _read["thread"] = change(_read["thread"])


def thread_seen_by(viewer: Viewer, thread_id: int) -> Row | None:
    """A thread with the names of where it stands; None when it is not there for this person.

    1 statement. `trail` leads to its forum. A hidden thread is there, as a tombstone.
    """
    row = db.session.execute(_read["thread"], {"thread_id": thread_id}).mappings().first()
    if row is None or (row["only_clp"] and f"clp:{row['clp_id']}" not in viewer.audiences()):
        return None
    return {
        **row,
        "forum": forum_of(row),
        "pages": pages_of(row["posts"]),
        "trail": _trail(row),
        "origin": _origin(row),
        "beside": [*(row["option_beside"] or ()), *(row["beside"] or ())],
    }


def _origin(row: sa.RowMapping) -> dict[str, str] | None:
    """The argument or post it was started from; None when it may not be shown.

    A topic or option it is about is shown as that, a proposal by itself.
    """
    if row["origin_claim"] is not None:
        return {"title": row["origin_claim"], "url": f"/arguments/{row['origin_id']}"}
    kept_to = row["clp_id"] if row["only_clp"] else None
    if row["origin_title"] is None or row["origin_kept_to"] not in {None, kept_to}:
        return None
    number = row["origin_number"]
    return {
        "title": f"post {number} in “{row['origin_title']}”",
        "url": post_url(row["origin_thread_id"], number),
    }


def _trail(row: sa.RowMapping) -> list[dict[str, str]]:
    forum = {"title": forum_of(row), "url": forum_url(row)}
    return [{"title": "Forums", "url": "/forums"}, forum]


def forum_url(row: sa.RowMapping) -> str:
    """The address of the forum in which a thread stands."""
    for place in ("clp", "region", "room"):
        if row[place]:
            return f"/forums/{place}/{row[place + '_slug']}"
    return f"/forums/topic/{row['topic_id']}" if row["topic"] else "/forums/national"
