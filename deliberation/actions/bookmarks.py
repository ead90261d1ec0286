"""How far a member has read a thread: written by their own small POST, never by a GET."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from accounts.access import Viewer
from core import personal
from core.clock import now
from core.db import db
from deliberation.models import Bookmark, Thread


def read_to(thread: Thread, number: int, by: Viewer) -> None:
    """Remember that a member has read up to this post. It never goes back. 1 statement.

    No event: what somebody reads is nobody's business.
    """
    number = max(0, min(number, thread.posts))
    if number:
        _write(
            thread.id,
            by,
            number,
            sa.case((Bookmark.number < number, number), else_=Bookmark.number),
        )


def read_own(thread: Thread, number: int, seen: int, by: Viewer) -> None:
    """A member wrote post `number` and had the thread before them up to `seen` (0: not known).

    Their own post is no news to them when nothing they have not seen stands before it. 1 statement.
    """
    if seen >= number - 1:
        read_to(thread, number, by)
        return
    is_next = Bookmark.number == number - 1
    after = sa.case((is_next, number), (Bookmark.number < seen, seen), else_=Bookmark.number)
    _write(thread.id, by, seen or number, after)


def _write(thread_id: int, by: Viewer, first: int, after: sa.ColumnElement[int]) -> None:
    """Put a bookmark at `first`, or where there is one already move it to `after`."""
    if not by.is_signed_in:
        return
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    mark = insert(Bookmark).values(member_id=by.id, thread_id=thread_id, number=first, at=now())
    db.session.execute(
        mark.on_conflict_do_update(
            index_elements=[Bookmark.member_id, Bookmark.thread_id],
            set_={"number": after, "at": mark.excluded.at},
        )
    )


def forget(thread: Thread, by: Viewer) -> None:
    """Take the bookmark out: the thread is no longer among those the member is reading."""
    db.session.execute(
        sa.delete(Bookmark).where(Bookmark.member_id == by.id, Bookmark.thread_id == thread.id)
    )


def held_about(member_id: int) -> list[dict[str, object]]:
    """For the member's own data: how far they have read, in the order of the threads."""
    rows = db.session.scalars(
        sa.select(Bookmark).where(Bookmark.member_id == member_id).order_by(Bookmark.thread_id)
    )
    return [
        {"thread": row.thread_id, "read_up_to": row.number, "at": row.at.isoformat()}
        for row in rows
    ]


def erase(member_id: int) -> None:
    """Forget what a member has read."""
    db.session.execute(sa.delete(Bookmark).where(Bookmark.member_id == member_id))


personal.part("bookmarks", held_about, erase)
