"""What stands between the author of a post and those it answers, quotes or mentions."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import timedelta

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.apart.queries import ties_of
from accounts.models import Clp
from core import events, house_rules
from core.clock import now
from core.db import db
from deliberation.actions.words import refuse_if
from deliberation.models import Post, ReplyLimit
from deliberation.rules import reply_limits as rules
from deliberation.rules.reply_limits import Limit

_QUOTED = re.compile(r"^ {0,3}>.*?/posts/(\d{1,9})\b", re.MULTILINE)
_LIMITED = (
    sa.select(Post.author_id, ReplyLimit.clp_id, ReplyLimit.until, Clp.name)
    .join(ReplyLimit, ReplyLimit.post_id == Post.id)
    .outerjoin(Clp, Clp.id == ReplyLimit.clp_id)
    .where(Post.thread_id == sa.bindparam("thread_id"), Post.number == sa.bindparam("number"))
)


def quoted_in(words: str) -> set[int]:
    """The ids of the posts whose words stand in quotes here."""
    return {int(found) for found in _QUOTED.findall(words)}


def refuse_between(post: Post, mentioned: Collection[int], by: Viewer) -> None:
    """Raises Refused when `by` may not reach one of those whom the new post speaks to.

    ≤ 3 statements; none for a post that answers, quotes and mentions nobody.
    """
    spoken_to = quoted_in(post.text)
    if post.number == 1 and post.thread.origin_kind == Post.kind and post.thread.origin_id:
        spoken_to.add(post.thread.origin_id)
    which: list[sa.ColumnElement[bool]] = [Post.id.in_(spoken_to)] if spoken_to else []
    if post.answers is not None:
        refuse_if(why_not_answer(post.thread_id, post.answers, by))
        same = Post.thread_id == post.thread_id
        which.append(sa.and_(same, Post.number == post.answers))
    _refuse_to_reach(post.author_id, mentioned, which)


def refuse_new_between(post: Post, before: str, mentioned: Collection[int]) -> None:
    """The same of what an edit brought in: whom it mentions and quotes, and did not before."""
    new = quoted_in(post.text) - quoted_in(before)
    _refuse_to_reach(post.author_id, mentioned, [Post.id.in_(new)] if new else [])


def _refuse_to_reach(
    member_id: int, mentioned: Collection[int], which: list[sa.ColumnElement[bool]]
) -> None:
    others = set(mentioned)
    if which:
        wrote = sa.select(Post.author_id).where(sa.or_(*which), Post.is_note.is_(sa.false()))
        others |= set(db.session.scalars(wrote))
    if others - {member_id}:
        refuse_if(*(tie.why_not_write for tie in ties_of(member_id, others)))


def why_not_answer(thread_id: int, number: int, by: Viewer) -> str | None:
    """The reason this person may not reply to the post directly, by its author's wish.

    1 statement.
    """
    asked = {"thread_id": thread_id, "number": number}
    row = db.session.execute(_LIMITED, asked).first()
    if row is None:
        return None
    return rules.why_not_answer(
        own=row.author_id == by.id,
        clp=row.name,
        in_clp=row.clp_id is not None and row.clp_id == by.clp_id,
        until=row.until,
        at=now(),
    )


def why_not_reach(post: Post, by: Viewer) -> str | None:
    """The reason this person may not reply to that post; None when they may. 2 statements."""
    if by.id is None or post.is_note:
        return None
    for tie in ties_of(by.id, [post.author_id]):
        if tie.why_not_write:
            return tie.why_not_write
    return why_not_answer(post.thread_id, post.number, by)


def limit_replies(post: Post, limit: Limit, by: Viewer) -> None:
    """Say from whom one wants replies to a post of one's own. Raises Refused."""
    refuse_if(
        rules.why_not_limit(
            own=post.author_id == by.id,
            hidden=post.hidden_at is not None,
            limit=limit,
            has_clp=by.clp_id is not None,
        )
    )
    db.session.execute(sa.delete(ReplyLimit).where(ReplyLimit.post_id == post.id))
    if limit is not Limit.ALL:
        hours = timedelta(hours=house_rules.value("reply_limit.hours"))
        db.session.add(
            ReplyLimit(
                post_id=post.id,
                clp_id=by.clp_id if limit is Limit.CLP else None,
                until=now() + hours if limit is Limit.NOBODY else None,
                since=now(),
            )
        )
    events.record("post.replies_limited", post, actor_id=by.id)
