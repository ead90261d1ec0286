"""Asking somebody who writes much to wait: once, privately, before the post is published."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from accounts.access import Viewer
from core import house_rules, personal
from core.clock import now
from core.db import db
from deliberation.models import Endorsement, Nudge, Post
from deliberation.queries.turns import is_invited
from deliberation.rules.nudges import nudge, why_wait
from deliberation.rules.turns import Said

_SAID = (
    sa.select(Post.number, Post.answers, Post.author_id, Post.written_at)
    .where(
        Post.thread_id == sa.bindparam("thread_id"),
        Post.number < sa.bindparam("before"),
        Post.is_note.is_(sa.false()),
        Post.hidden_at.is_(None),
    )
    .order_by(Post.number)
)
_FOLLOWERS = (
    sa.select(sa.func.count(Endorsement.member_id.distinct()))
    .join(Post, Post.id == Endorsement.post_id)
    .where(
        Post.thread_id == sa.bindparam("thread_id"),
        Endorsement.member_id.not_in(
            sa.select(Post.author_id)
            .where(Post.thread_id == sa.bindparam("thread_id"))
            .correlate(None)
        ),
    )
)


def nudge_before(post: Post, by: Viewer) -> str | None:
    """What its author reads before this new post is published; None for nearly everybody.

    None for who was asked in this thread already, and for who was invited to speak. ≤ 4 statements.
    """
    if post.is_note or by.id is None or post.author_id != by.id:
        return None
    asked = {"thread_id": post.thread_id, "before": post.number}
    said = [Said(*row) for row in db.session.execute(_SAID, asked)]
    words = why_wait(
        said, by.id, answers=post.answers, percent=house_rules.value("nudge.percent"), at=now()
    )
    if words is None or db.session.get(Nudge, (post.thread_id, by.id)) is not None:
        return None
    if is_invited(post.thread_id, by.id):
        return None
    return nudge(words, followers=db.session.scalar(_FOLLOWERS, asked) or 0)


def remember_nudge(thread_id: int, by: Viewer) -> None:
    """Ask this member no more in this thread."""
    db.session.merge(Nudge(thread_id=thread_id, member_id=by.id or 0, at=now()))


def held_about(member_id: int) -> list[dict[str, Any]]:
    """In which threads they were asked."""
    rows = sa.select(Nudge).where(Nudge.member_id == member_id).order_by(Nudge.thread_id)
    return [
        {"asked_to_wait_in": row.thread_id, "at": row.at.isoformat()}
        for row in db.session.scalars(rows)
    ]


def erase(member_id: int) -> None:
    """Forget it."""
    db.session.execute(sa.delete(Nudge).where(Nudge.member_id == member_id))


personal.part("asked to wait", held_about, erase)
