"""What a member has read, and what came since. For that member only; never on a kept page."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from accounts.access import Viewer
from core.db import db
from deliberation.models import Bookmark, Thread
from deliberation.queries.forums import NEWEST_FIRST, ROWS, SEEN, Listing, shown
from deliberation.rules import PER_PAGE, pages_of, post_url

_OF = sa.select(Bookmark.thread_id, Bookmark.number).where(
    Bookmark.member_id == sa.bindparam("member_id"),
    Bookmark.thread_id.in_(sa.bindparam("thread_ids", expanding=True)),
)
_BEHIND = sa.and_(
    Bookmark.member_id == sa.bindparam("member_id"),
    Bookmark.number < Thread.posts,
    SEEN,
)
_UNREAD = (
    ROWS.add_columns(Bookmark.number)
    .join(Bookmark, Bookmark.thread_id == Thread.id)
    .where(_BEHIND)
    .order_by(*NEWEST_FIRST)
    .limit(PER_PAGE)
    .offset(sa.bindparam("skip"))
)
_UNREAD_COUNT = (
    sa.select(sa.func.count())
    .select_from(Bookmark)
    .join(Thread, Thread.id == Bookmark.thread_id)
    .where(_BEHIND)
)


def bookmarks_of(member_id: int, thread_ids: Sequence[int]) -> dict[int, int]:
    """By thread: the number of the last post that the member has read. 1 statement."""
    facts = {"member_id": member_id, "thread_ids": list(thread_ids)}
    return dict(db.session.execute(_OF, facts).all())


def unread_by(viewer: Viewer, page: int) -> Listing:
    """The threads a member reads in which something is new, the newest first. 2 statements.

    Each row has the `number` of the last post that was read, and the `unread_url` of the next.
    """
    facts = {"member_id": viewer.id, "own_clp_id": viewer.clp_id if viewer.is_member else None}
    found = db.session.execute(_UNREAD, {**facts, "skip": (page - 1) * PER_PAGE}).mappings()
    count = db.session.scalar(_UNREAD_COUNT, facts) or 0
    threads = [
        {**shown(row), "unread_url": post_url(row["id"], row["number"] + 1)} for row in found
    ]
    return Listing(threads, [], page, pages_of(count), count)
