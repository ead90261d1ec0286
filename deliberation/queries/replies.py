"""What was answered to one member, together on one page, so that they need not read it again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from markupsafe import Markup
from sqlalchemy.orm import aliased

from accounts.models import Member
from core.db import db
from deliberation.models import Post, Thread
from deliberation.rules import post_url

MOST_SHOWN = 200
_answered = aliased(Post)
_REPLIES = (
    sa.select(
        Post.id,
        Post.number,
        Post.thread_id,
        Post.html,
        Post.position,
        Post.written_at,
        Post.author_id,
        Thread.title,
        Member.name,
        _answered.number.label("answers"),
    )
    .join(
        _answered,
        sa.and_(_answered.thread_id == Post.thread_id, _answered.number == Post.answers),
    )
    .join(Thread, Thread.id == Post.thread_id)
    .join(Member, Member.id == Post.author_id)
    .where(
        _answered.author_id == sa.bindparam("member_id"),
        Post.author_id != sa.bindparam("member_id"),
        Post.written_at > sa.bindparam("since", type_=Post.written_at.type),
        Post.hidden_at.is_(None),
        Thread.hidden_at.is_(None),
        sa.or_(
            Thread.only_clp.is_(sa.false()),
            Thread.clp_id.in_(sa.bindparam("clps", expanding=True)),
        ),
    )
    .order_by(Post.written_at.desc(), Post.id.desc())
    .limit(MOST_SHOWN)
)
_IN_THREAD = _REPLIES.where(Post.thread_id == sa.bindparam("thread_id"))


@dataclass(frozen=True, slots=True)
class Reply:
    """One post that answers the member."""

    id: int
    author: str
    author_id: int
    at: datetime
    html: str
    position: str | None
    heading: str
    url: str


def replies_to(
    member_id: int,
    *,
    since: datetime,
    clps: Collection[int | None] = (),
    thread_id: int | None = None,
) -> list[Reply]:
    """The last 200 replies to a member since then, newest first. 1 statement.

    Of what a CLP keeps to itself only those in `clps`; with `thread_id`, of that thread only.
    """
    asked = {
        "member_id": member_id,
        "since": since,
        "clps": [clp for clp in clps if clp is not None],
        "thread_id": thread_id,
    }
    rows = db.session.execute(_REPLIES if thread_id is None else _IN_THREAD, asked)
    return [
        Reply(
            id=row.id,
            author=row.name,
            author_id=row.author_id,
            at=row.written_at,
            html=Markup(row.html),  # noqa: S704 — made by core.text
            position=row.position,
            heading=f"Post {row.number} in “{row.title}”, to post {row.answers}",
            url=post_url(row.thread_id, row.number),
        )
        for row in rows
    ]
