"""Which posts answer an invitation."""

from __future__ import annotations

import sqlalchemy as sa

from core.db import db
from deliberation.models import InvitedAnswer, Post

_INVITED = (
    sa.select(InvitedAnswer.post_id)
    .join(Post, Post.id == InvitedAnswer.post_id)
    .where(Post.thread_id == sa.bindparam("thread_id"), Post.number == sa.bindparam("number"))
)


def takes_no_replies(thread_id: int, number: int) -> bool:
    """Whether the post of this number answers an invitation. 1 statement."""
    asked = {"thread_id": thread_id, "number": number}
    return db.session.scalar(_INVITED, asked) is not None
