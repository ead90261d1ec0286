"""Who is told of a post: whom it mentions, and whom it answers."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from accounts.apart.queries import who_would_rather_not
from accounts.models import Member
from core.db import db
from core.text import excerpt
from deliberation.models import Post
from notices.actions import tell
from notices.rules import Why

LONGEST_EXCERPT = 200  # characters of the post in a notice


def tell_of(post: Post, mentioned: Collection[int], *, is_new: bool = True) -> None:
    """Tell those whom the post mentions, and whom it answers when it is new.

    Nobody is told twice of one post, nor of what they may not see or do not want to meet.
    ≤ 7 statements.
    """
    words = excerpt(post.body, LONGEST_EXCERPT)
    named = _who_may_see(post, mentioned)
    named -= who_would_rather_not(post.author_id, named, reply=False)
    tell(named, Why.MENTIONED, post, words=words, by=post.author_id)
    if is_new and post.answers is not None:
        answered = _answered(post) - named - {post.author_id}
        answered -= who_would_rather_not(post.author_id, answered, reply=True)
        tell(answered, Why.REPLIED, post, words=words, by=post.author_id)


def _who_may_see(post: Post, member_ids: Collection[int]) -> set[int]:
    """Those of the members who may read the post: of what a CLP keeps to itself, its own."""
    if not member_ids or not post.thread.only_clp:
        return set(member_ids)
    own = sa.select(Member.id).where(
        Member.id.in_(member_ids),
        Member.clp_id == post.thread.clp_id,
        Member.membership_number.is_not(None),
    )
    return set(db.session.scalars(own))


def _answered(post: Post) -> set[int]:
    """The author of the post that this one replies to, if they may still read here."""
    author = sa.select(Post.author_id).where(
        Post.thread_id == post.thread_id, Post.number == post.answers
    )
    return _who_may_see(post, set(db.session.scalars(author)))
