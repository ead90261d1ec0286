"""Lists of threads: forums, the overview, and what other pages show of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.models import Clp, Member, Region
from core.dates import count_of
from core.db import db
from deliberation.models import Post, Room, Thread
from deliberation.rules import PER_PAGE, forum_of, pages_of
from wiki.models import Argument, Option, Topic

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list of threads."""

    threads: list[Row]
    page: int
    pages: int
    count: int


_OPEN = sa.and_(Thread.hidden_at.is_(None), Thread.only_clp.is_(sa.false()))
_SEEN = sa.and_(  # by a member of the CLP whose id is :own_clp_id
    Thread.hidden_at.is_(None),
    sa.or_(Thread.only_clp.is_(sa.false()), Thread.clp_id == sa.bindparam("own_clp_id")),
)
_ROWS = (
    sa.select(
        Thread.id,
        Thread.title,
        Thread.asks,
        Thread.only_clp,
        Thread.posts,
        Thread.active_at,
        Member.name.label("author"),
        Clp.name.label("clp"),
        Region.name.label("region"),
        Room.title.label("room"),
        Topic.title.label("topic"),
        Topic.id.label("topic_id"),
        Topic.slug.label("topic_slug"),
        Option.title.label("option"),
    )
    .join(Member, Member.id == Thread.author_id)
    .outerjoin(Clp, Clp.id == Thread.clp_id)
    .outerjoin(Region, Region.id == Thread.region_id)
    .outerjoin(Room, Room.id == Thread.room_id)
    .outerjoin(Topic, Topic.id == Thread.topic_id)
    .outerjoin(Option, Option.id == Thread.option_id)
    .order_by(Thread.active_at.desc(), Thread.id.desc())
)
_COUNT = sa.select(sa.func.count()).select_from(Thread)

# Which threads stand in a forum, by what the forum belongs to.
_IN = {
    "clp": Thread.clp_id == sa.bindparam("of"),
    "topic": Thread.topic_id == sa.bindparam("of"),
    "region": Thread.region_id == sa.bindparam("of"),
    "room": Thread.room_id == sa.bindparam("of"),
    "national": sa.and_(
        Thread.clp_id.is_(None),
        Thread.region_id.is_(None),
        Thread.room_id.is_(None),
        Thread.topic_id.is_(None),
    ),
    "everywhere": sa.true(),
}
_LISTS = {
    name: (
        _ROWS.where(_SEEN, where).limit(PER_PAGE).offset(sa.bindparam("skip")),
        _COUNT.where(_SEEN, where),
    )
    for name, where in _IN.items()
}


def listing(forum: str, of: int | None, page: int, viewer: Viewer) -> Listing:
    """A page of the threads of a forum, the one written in last first. 2 statements.

    `forum` is "clp", "region", "room" or "topic" with the id `of`, "national" or "everywhere".
    The threads a CLP keeps to itself are in its own forum only, and there for its members.
    """
    own = viewer.clp_id if viewer.is_member and forum == "clp" and viewer.clp_id == of else None
    facts = {"own_clp_id": own} if of is None else {"own_clp_id": own, "of": of}
    rows, counted = _LISTS[forum]
    found = db.session.execute(rows, {**facts, "skip": (page - 1) * PER_PAGE}).mappings()
    count = db.session.scalar(counted, facts) or 0
    return Listing([_shown(row) for row in found], page, pages_of(count), count)


def _shown(row: sa.RowMapping) -> Row:
    return {
        **row,
        "url": f"/threads/{row['id']}",
        "replies": max(0, row["posts"] - 1),
        "forum": forum_of(row),
    }


_ABOUT = _ROWS.where(_OPEN, Thread.topic_id == sa.bindparam("of")).limit(sa.bindparam("most"))
_OF_CLP = _ROWS.where(_OPEN, Thread.clp_id == sa.bindparam("of")).limit(sa.bindparam("most"))
_WITH_TOPIC = _ROWS.where(_OPEN, Thread.topic_id.is_not(None)).limit(100)


def threads_about(topic_id: int, most: int = 5) -> list[Row]:
    """The threads about a topic that everyone may see, newest activity first. 1 statement."""
    found = db.session.execute(_ABOUT, {"of": topic_id, "most": most}).mappings()
    return [_shown(row) for row in found]


def clp_threads(clp_id: int, most: int = 3) -> list[Row]:
    """The threads of a CLP's forum that everyone may see, newest activity first. 1 statement."""
    found = db.session.execute(_OF_CLP, {"of": clp_id, "most": most}).mappings()
    return [_shown(row) for row in found]


def being_discussed(most: int = 5) -> list[Row]:
    """Topics being discussed, the liveliest first: title, url, and a line about it. 1 statement."""
    topics: dict[int, Row] = {}
    for row in db.session.execute(_WITH_TOPIC).mappings():
        if len(topics) < most and row["topic_id"] not in topics:
            topics[row["topic_id"]] = {
                "title": row["topic"],
                "url": f"/topics/{row['topic_id']}-{row['topic_slug']}",
                "line": f"“{row['title']}”, {count_of(row['posts'], 'post')}",
            }
    return list(topics.values())


_CLP_FORUMS = (
    sa.select(
        Clp.name,
        Clp.slug,
        Region.name.label("region"),
        sa.func.count(Thread.id).label("threads"),
    )
    .join(Region, Region.id == Clp.region_id)
    .outerjoin(Thread, sa.and_(Thread.clp_id == Clp.id, _OPEN))
    .group_by(Clp.id, Region.name)
    .order_by(Region.name, Clp.name)
)
_TOPIC_FORUMS = (
    sa.select(
        Topic.id,
        Topic.title,
        sa.func.count(Thread.id).label("threads"),
        sa.func.max(Thread.active_at).label("active_at"),
    )
    .join(Thread, sa.and_(Thread.topic_id == Topic.id, _OPEN))
    .where(Topic.hidden_at.is_(None))
    .group_by(Topic.id)
    .order_by(sa.func.max(Thread.active_at).desc(), Topic.id)
    .limit(PER_PAGE * 5)
    .offset(sa.bindparam("skip"))
)
_TOPICS_WITH = sa.select(sa.func.count(sa.distinct(Thread.topic_id))).where(_OPEN)


def clp_forums() -> dict[str, list[Row]]:
    """Every CLP's forum with its number of threads, under the name of its region. 1 statement."""
    regions: dict[str, list[Row]] = {}
    for row in db.session.execute(_CLP_FORUMS).mappings():
        regions.setdefault(row["region"], []).append(dict(row))
    return regions


def topic_forums(page: int) -> tuple[list[Row], int]:
    """A page of the topics being discussed, newest first; and how many pages. 2 statements."""
    size = PER_PAGE * 5
    found = db.session.execute(_TOPIC_FORUMS, {"skip": (page - 1) * size}).mappings()
    count = db.session.scalar(_TOPICS_WITH) or 0
    return [dict(row) for row in found], max(1, -(-count // size))


_BY_MEMBER = (
    sa.select(
        Post.id,
        Post.number,
        Post.thread_id,
        Post.written_at,
        Post.hidden_because,
        Post.argument_id,
        Thread.title.label("thread"),
        Argument.claim,
    )
    .join(Thread, Thread.id == Post.thread_id)
    .outerjoin(Argument, Argument.id == Post.argument_id)
    .where(Post.author_id == sa.bindparam("member_id"))
    .order_by(Post.id.desc())
    .limit(sa.bindparam("most"))
)


def posts_of(member_id: int, most: int = 20) -> list[Row]:
    """What a member wrote, newest first, and what became of it. 1 statement."""
    found = db.session.execute(_BY_MEMBER, {"member_id": member_id, "most": most}).mappings()
    return [{**row, "url": f"/posts/{row['id']}"} for row in found]
