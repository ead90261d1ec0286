"""Good points: what one member found, for that member only."""

from __future__ import annotations

import sqlalchemy as sa

from core.db import db
from deliberation.models import Endorsement, Post

_MINE = (
    sa.select(Endorsement.post_id)
    .join(Post, Post.id == Endorsement.post_id)
    .where(
        Endorsement.member_id == sa.bindparam("member_id"),
        Post.thread_id == sa.bindparam("thread_id"),
    )
    .order_by(Endorsement.post_id)
)


def good_points_of(member_id: int | None, thread_id: int) -> frozenset[int]:
    """The ids of the posts of a thread that a member found a good point. 1 statement."""
    asked = {"member_id": member_id, "thread_id": thread_id}
    return frozenset(db.session.scalars(_MINE, asked))
