"""What the order of a thread rests on: who wrote, who certainly has read how far, who liked what.

Nobody is followed: that somebody has had a post before them is taken of those who have written or
said “a good point” from there on. Bookmarks, which are a reader's own, are no part of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from core.db import db
from deliberation.models import ArrangedPage, Endorsement, Post
from deliberation.rules import SIDES
from deliberation.rules.order import FEWEST_RATINGS, Order, Ranked, Rated

_OF_THREAD = Post.thread_id == sa.bindparam("thread_id")
_POSTS = (
    sa.select(Post.number, Post.author_id, Post.position, Post.hidden_at, Post.is_note)
    .where(_OF_THREAD)
    .order_by(Post.number)
)
_LIKED = (
    sa.select(Post.number, sa.func.count())
    .join(Endorsement, Endorsement.post_id == Post.id)
    .where(_OF_THREAD)
    .group_by(Post.number)
)
_FAR = (
    sa.select(Endorsement.member_id, sa.func.max(Post.number))
    .join(Post, Post.id == Endorsement.post_id)
    .where(_OF_THREAD)
    .group_by(Endorsement.member_id)
)
_speaker = sa.orm.aliased(Post)
_LIKED_BY_SIDES = (
    sa.select(Post.number, Endorsement.member_id)
    .join(Endorsement, Endorsement.post_id == Post.id)
    .where(
        _OF_THREAD,
        Endorsement.member_id.in_(
            sa.select(_speaker.author_id).where(
                _speaker.thread_id == sa.bindparam("thread_id"), _speaker.position.is_not(None)
            )
        ),
    )
)
_PAGE = sa.select(ArrangedPage.numbers).where(
    ArrangedPage.thread_id == sa.bindparam("thread_id"),
    ArrangedPage.order == sa.bindparam("order"),
    ArrangedPage.page == sa.bindparam("page"),
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the orders of one thread are worked out from."""

    ranked: list[Ranked]
    rated: list[Rated]


def facts_of(thread_id: int) -> Facts:
    """What is known of a thread's posts and their readers. 4 statements."""
    asked = {"thread_id": thread_id}
    posts = db.session.execute(_POSTS, asked).all()
    liked: dict[int, int] = dict(db.session.execute(_LIKED, asked).all())
    far = _how_far(posts, db.session.execute(_FAR, asked))
    everyone = sorted(far.values())
    ranked = [
        Ranked(
            number=post.number,
            author_id=post.author_id,
            position=post.position,
            endorsed=liked.get(post.number, 0),
            readers=_readers(everyone, post.number) - (far[post.author_id] >= post.number),
            hidden=post.hidden_at is not None,
        )
        for post in posts
    ]
    return Facts(ranked, _rated(posts, far, db.session.execute(_LIKED_BY_SIDES, asked)))


def _how_far(posts: Iterable[Any], endorsed: Iterable[Any]) -> dict[int, int]:
    """The number of the last post that each member has certainly had before them."""
    far: dict[int, int] = {post.author_id: post.number for post in posts}
    for member_id, number in endorsed:
        far[member_id] = max(far.get(member_id, 0), number)
    return far


def _readers(marks: Sequence[int], number: int) -> int:
    """How many of these, in order, are at least this number."""
    return len(marks) - bisect_left(marks, number)


def _rated(posts: Iterable[Any], far: Mapping[int, int], liked: Iterable[Any]) -> list[Rated]:
    """Each post that can be shown, with the likes and readers of each side that is large enough."""
    posts = list(posts)
    side_of = {p.author_id: p.position for p in posts if p.position in SIDES and not p.hidden_at}
    marks: dict[str, list[int]] = defaultdict(list)
    for member_id, side in side_of.items():
        marks[side].append(far[member_id])
    sides = {side: sorted(one) for side, one in marks.items() if len(one) >= FEWEST_RATINGS}
    likes: dict[tuple[int, str], int] = defaultdict(int)
    for number, member_id in liked:
        if member_id in side_of:
            likes[number, side_of[member_id]] += 1
    return [
        Rated(
            post.number,
            {
                side: (likes[post.number, side], _readers(marks, post.number))
                for side, marks in sides.items()
            },
        )
        for post in posts
        if post.hidden_at is None and not post.is_note
    ]


def numbers_on(thread_id: int, order: Order, page: int) -> list[int]:
    """The posts that the worker has put on this page of this order. 1 statement."""
    asked = {"thread_id": thread_id, "order": order.value, "page": page}
    return list(db.session.scalar(_PAGE, asked) or [])
