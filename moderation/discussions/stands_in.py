"""The discussion that something stands in, and the posts of one author in it."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from core.db import db
from core.errors import Refused
from core.subjects import Subject
from deliberation.models import Post, Thread


def find_thread(subject: Subject) -> Thread | None:
    """The discussion that this is or stands in, if it does."""
    if isinstance(subject, Post):
        return subject.thread
    return subject if isinstance(subject, Thread) else None


def thread_of(subject: Subject) -> Thread:
    """The same. Raises Refused when it stands in none."""
    thread = find_thread(subject)
    if thread is None:
        raise Refused("This does not stand in a discussion.")
    return thread


def thread_with_id(thread_id: int) -> Thread:
    """The discussion with this number. Raises Refused when there is none that can be seen."""
    thread = db.session.get(Thread, thread_id)
    if thread is None or thread.hidden_at is not None:
        raise Refused("There is no discussion with this number.")
    return thread


def posts_beside(subject: Subject, numbers: Collection[int]) -> list[Post]:
    """The posts of the same author with these numbers, in its discussion. Raises Refused.

    For a decision about many posts of one author: nobody else's can be among them.
    """
    if not numbers:
        return []
    if not isinstance(subject, Post):
        raise Refused("Only a decision about a post can be about further posts.")
    found = db.session.scalars(
        sa.select(Post)
        .where(
            Post.thread_id == subject.thread_id,
            Post.number.in_(numbers),
            Post.author_id == subject.author_id,
            Post.id != subject.id,
        )
        .order_by(Post.number)
    ).all()
    missing = set(numbers) - {post.number for post in found} - {subject.number}
    if missing:
        which = ", ".join(str(number) for number in sorted(missing))
        raise Refused(f"Not by the same author in this discussion: post {which}.")
    return list(found)


def posts_with(ids: Collection[int]) -> list[Post]:
    """The posts with these ids, in their order in the discussion."""
    if not ids:
        return []
    wanted = sa.select(Post).where(Post.id.in_(ids)).order_by(Post.number, Post.id)
    return list(db.session.scalars(wanted))
