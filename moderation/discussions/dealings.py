"""What two people had to do with one another in public: answers, mentions and quotes."""

from __future__ import annotations

import re
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from core.db import db
from deliberation.models import Mention, Post

MOST_QUOTES = 500  # posts with quotes that are looked through, newest first
_LINK = re.compile(r"\]\(/posts/(\d{1,9})\)")  # as rules.posts.quoted writes it

_one, _other = sa.bindparam("one", type_=sa.Integer), sa.bindparam("other", type_=sa.Integer)
_since = sa.bindparam("since", type_=Post.written_at.type)
_pair = [_one, _other]
_answered = aliased(Post)
_ANSWERS = (
    sa.select(sa.literal(1))
    .select_from(Post)
    .join(
        _answered,
        sa.and_(_answered.thread_id == Post.thread_id, _answered.number == Post.answers),
    )
    .where(
        Post.author_id.in_(_pair),
        _answered.author_id.in_(_pair),
        _answered.author_id != Post.author_id,
        Post.written_at > _since,
    )
)
_MENTIONS = (
    sa.select(sa.literal(1))
    .select_from(Mention)
    .join(Post, Post.id == Mention.post_id)
    .where(
        Mention.member_id.in_(_pair),
        Post.author_id.in_(_pair),
        Mention.member_id != Post.author_id,
        Post.written_at > _since,
    )
)
_DEALT = sa.select(sa.or_(_ANSWERS.exists(), _MENTIONS.exists()))
_QUOTES = (
    sa.select(Post.author_id, Post.text)
    .where(Post.author_id.in_(_pair), Post.written_at > _since, Post.text.contains("](/posts/"))
    .order_by(Post.id.desc())
    .limit(MOST_QUOTES)
)


def dealt(one: int, other: int, since: datetime) -> bool:
    """Whether one of them answered, mentioned or quoted the other in a post since then.

    1 to 3 statements. Nothing that is private is read: no block, mute, message or report.
    """
    who = {"one": one, "other": other, "since": since}
    return bool(db.session.scalar(_DEALT, who)) or _quoted(who)


def _quoted(who: dict[str, object]) -> bool:
    quoting: dict[int, set[int]] = {}
    for author_id, text in db.session.execute(_QUOTES, who):
        quoting.setdefault(author_id, set()).update(map(int, _LINK.findall(text)))
    links = [
        sa.and_(Post.author_id != author_id, Post.id.in_(sorted(ids)))
        for author_id, ids in quoting.items()
        if ids
    ]
    if not links:
        return False
    quoted = sa.select(Post.id).where(Post.author_id.in_(sorted({who["one"], who["other"]})))
    return db.session.scalar(quoted.where(sa.or_(*links)).limit(1)) is not None


def is_about(kind: str, subject_id: int, member_id: int) -> bool:
    """Whether this is the member's own account, or a post that names or answers them.

    No statement for an account, 1 for a post.
    """
    if kind != Post.kind:
        return kind == "member" and subject_id == member_id
    names = sa.select(Mention.post_id).where(
        Mention.post_id == subject_id, Mention.member_id == member_id
    )
    answers = (
        sa.select(_answered.id)
        .join(
            Post,
            sa.and_(_answered.thread_id == Post.thread_id, _answered.number == Post.answers),
        )
        .where(Post.id == subject_id, _answered.author_id == member_id)
    )
    return bool(db.session.scalar(sa.select(sa.or_(names.exists(), answers.exists()))))
