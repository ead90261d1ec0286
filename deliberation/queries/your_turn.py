"""How many of a CLP's members who write have had their say in a discussion of its forum."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from accounts.models import Member
from core.db import db
from deliberation.models import Post, Thread

_in_forum = aliased(Thread)


def _writers(*which: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
    """How many members of the thread's CLP wrote a post like this."""
    post, member = aliased(Post), aliased(Member)
    counted = (
        sa.select(sa.func.count(post.author_id.distinct()))
        .join(member, member.id == post.author_id)
        .join(_in_forum, _in_forum.id == post.thread_id)
        .where(
            member.clp_id == Thread.clp_id,
            member.password_hash.is_not(None),
            post.is_note.is_(sa.false()),
            post.hidden_at.is_(None),
            post.written_at >= Thread.started_at,
            *which,
        )
    )
    return counted.correlate(Thread).scalar_subquery()


# Columns of the statement that reads a thread; no number for one that is in no CLP's forum.
SPOKEN = sa.case((Thread.clp_id.is_not(None), _writers(_in_forum.id == Thread.id)))
ACTIVE = sa.case((Thread.clp_id.is_not(None), _writers(_in_forum.clp_id == Thread.clp_id)))
_MINE = sa.select(Post.id).where(
    Post.thread_id == sa.bindparam("thread_id"), Post.author_id == sa.bindparam("member_id")
)


def has_spoken(thread_id: int, member_id: int) -> bool:
    """Whether this member has posted in the thread. 1 statement."""
    asked = {"thread_id": thread_id, "member_id": member_id}
    return db.session.scalar(_MINE.limit(1), asked) is not None
