"""Lists of threads: forums, the overview, and what other pages show of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.models import Clp, Member, Region
from core.dates import count_of
from core.db import db
from deliberation.models import Post, PostOption, Room, Thread
from deliberation.rules import PER_PAGE, ThreadKind, forum_of, pages_of
from deliberation.rules.lists import ALL, Sort, State, Wanted
from deliberation.rules.stewarding import MOST_PINNED
from wiki.models import Argument, Option, Topic

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list of threads; `pinned` stand above the others on the first."""

    threads: list[Row]
    pinned: list[Row]
    page: int
    pages: int
    count: int  # without the pinned ones

    @property
    def ids(self) -> list[int]:
        """Of all threads on the page."""
        return [row["id"] for row in (*self.pinned, *self.threads)]


OPEN = sa.and_(Thread.hidden_at.is_(None), Thread.only_clp.is_(sa.false()))
SEEN = sa.and_(  # by a member of the CLP whose id is :own_clp_id
    Thread.hidden_at.is_(None),
    sa.or_(Thread.only_clp.is_(sa.false()), Thread.clp_id == sa.bindparam("own_clp_id")),
)
ROWS = (
    sa.select(
        Thread.id,
        Thread.title,
        Thread.asks,
        Thread.only_clp,
        Thread.posts,
        Thread.active_at,
        Thread.pinned_at,
        Thread.closed_at,
        Thread.answer,
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
)
NEWEST_FIRST = (Thread.active_at.desc(), Thread.id.desc())
_COUNT = sa.select(sa.func.count()).select_from(Thread)

_ELSEWHERE = sa.and_(Thread.clp_id.is_(None), Thread.region_id.is_(None), Thread.room_id.is_(None))
# Which threads stand in a forum, by what the forum belongs to; and which can be pinned there.
_IN = {
    "clp": Thread.clp_id == sa.bindparam("of"),
    "region": Thread.region_id == sa.bindparam("of"),
    "room": Thread.room_id == sa.bindparam("of"),
    "topic": Thread.topic_id == sa.bindparam("of"),
    "national": sa.and_(_ELSEWHERE, Thread.topic_id.is_(None)),
    "everywhere": sa.true(),
}
_AT_HOME = {
    **_IN,
    "topic": sa.and_(_IN["topic"], _ELSEWHERE),
    "everywhere": sa.false(),
}
_SORTED: dict[Sort, tuple[sa.ColumnElement[Any], ...]] = {
    Sort.ACTIVE: NEWEST_FIRST,
    Sort.NEW: (Thread.started_at.desc(), Thread.id.desc()),
    Sort.POSTS: (Thread.posts.desc(), Thread.id.desc()),
}
_STATE = {
    State.OPEN: Thread.closed_at.is_(None),
    State.CLOSED: Thread.closed_at.is_not(None),
    State.PINNED: Thread.pinned_at.is_not(None),
}
_PINNED = {
    name: ROWS.where(SEEN, home, Thread.pinned_at.is_not(None))
    .order_by(Thread.pinned_at.desc(), Thread.id.desc())
    .limit(MOST_PINNED)
    for name, home in _AT_HOME.items()
}


def listing(forum: str, of: int | None, page: int, viewer: Viewer, wanted: Wanted = ALL) -> Listing:
    """A page of the threads of a forum, the one written in last first. ≤ 3 statements.

    `forum` is "clp", "region", "room" or "topic" with the id `of`, "national" or "everywhere".
    The threads a CLP keeps to itself are in its own forum only, and there for its members. Those
    pinned in this forum stand first, unless something in particular is wanted.
    """
    own = viewer.clp_id if viewer.is_member and forum == "clp" and viewer.clp_id == of else None
    facts = {"own_clp_id": own} if of is None else {"own_clp_id": own, "of": of}
    which = [SEEN, _IN[forum], *_conditions(wanted)]
    with_pinned = wanted.is_plain and forum != "everywhere"
    if with_pinned:
        which.append(sa.not_(sa.and_(_AT_HOME[forum], Thread.pinned_at.is_not(None))))
    rows = ROWS.where(*which).order_by(*_SORTED[wanted.sort]).limit(PER_PAGE)
    found = db.session.execute(rows.offset((page - 1) * PER_PAGE), facts).mappings()
    threads = [shown(row) for row in found]
    pinned = (
        [shown(row) for row in db.session.execute(_PINNED[forum], facts).mappings()]
        if with_pinned and page == 1
        else []
    )
    count = db.session.scalar(_COUNT.where(*which), facts) or 0
    return Listing(threads, pinned, page, pages_of(count), count)


def _conditions(wanted: Wanted) -> Iterator[sa.ColumnElement[bool]]:
    if wanted.kinds:
        yield Thread.asks.in_([kind.value for kind in wanted.kinds])
    if wanted.states:
        yield sa.or_(*(_STATE[state] for state in wanted.states))
    if wanted.about_topic:
        yield Thread.topic_id.is_not(None)
    if wanted.unanswered:
        yield sa.and_(
            Thread.asks == ThreadKind.QUESTION.value,
            Thread.answer.is_(None),
            Thread.closed_at.is_(None),
        )


def shown(row: sa.RowMapping) -> Row:
    return {
        **row,
        "url": f"/threads/{row['id']}",
        "replies": max(0, row["posts"] - 1),
        "forum": forum_of(row),
    }


_NEWEST = ROWS.where(OPEN).order_by(*NEWEST_FIRST)
_ABOUT = _NEWEST.where(Thread.topic_id == sa.bindparam("of")).limit(sa.bindparam("most"))
_OF_CLP = _NEWEST.where(Thread.clp_id == sa.bindparam("of")).limit(sa.bindparam("most"))
_WITH_TOPIC = _NEWEST.where(Thread.topic_id.is_not(None)).limit(100)
_BEGUN_FROM = _NEWEST.where(
    Thread.origin_kind == sa.bindparam("kind"), Thread.origin_id == sa.bindparam("id")
).limit(sa.bindparam("most"))


def threads_about(topic_id: int, most: int = 5) -> list[Row]:
    """The threads about a topic that everyone may see, newest activity first. 1 statement."""
    found = db.session.execute(_ABOUT, {"of": topic_id, "most": most}).mappings()
    return [shown(row) for row in found]


def clp_threads(clp_id: int, most: int = 3) -> list[Row]:
    """The threads of a CLP's forum that everyone may see, newest activity first. 1 statement."""
    found = db.session.execute(_OF_CLP, {"of": clp_id, "most": most}).mappings()
    return [shown(row) for row in found]


def threads_from(kind: str, subject_id: int, most: int = 20) -> list[Row]:
    """The threads started from something that everyone may see, newest first. 1 statement."""
    facts = {"kind": kind, "id": subject_id, "most": most}
    return [shown(row) for row in db.session.execute(_BEGUN_FROM, facts).mappings()]


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
        Option.id.label("option_id"),
        Option.title.label("option"),
    )
    .join(Thread, Thread.id == Post.thread_id)
    .outerjoin(Argument, Argument.id == Post.argument_id)
    .outerjoin(PostOption, PostOption.post_id == Post.id)
    .outerjoin(Option, Option.id == PostOption.option_id)
    .where(Post.author_id == sa.bindparam("member_id"))
    .order_by(Post.id.desc())
    .limit(sa.bindparam("most"))
)


_OF_OTHERS = _BY_MEMBER.where(OPEN, Post.hidden_at.is_(None))


def public_posts_of(member_id: int, most: int = 20) -> list[Row]:
    """What a member wrote that everybody may read, newest first. 1 statement."""
    found = db.session.execute(_OF_OTHERS, {"member_id": member_id, "most": most}).mappings()
    return [{**row, "url": f"/posts/{row['id']}"} for row in found]


def posts_of(member_id: int, most: int = 20) -> list[Row]:
    """What a member wrote, newest first, and what became of it. 1 statement."""
    found = db.session.execute(_BY_MEMBER, {"member_id": member_id, "most": most}).mappings()
    return [{**row, "url": f"/posts/{row['id']}"} for row in found]
