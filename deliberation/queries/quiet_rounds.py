"""A quiet round as its page shows it. No text of it before the end but one's own."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from core.db import db
from deliberation.models import Post, QuietRound, SealedText, Thread

_NEWEST = (
    sa.select(QuietRound)
    .where(QuietRound.thread_id == sa.bindparam("thread_id"))
    .order_by(QuietRound.id.desc())
    .limit(1)
)


def newest_round_in(thread_id: int) -> QuietRound | None:
    """The round of a thread that is open, or was last. 1 statement."""
    return db.session.scalar(_NEWEST, {"thread_id": thread_id})


def open_round_in(thread_id: int) -> QuietRound | None:
    """The round of a thread whose texts are sealed. 1 statement."""
    newest = newest_round_in(thread_id)
    return newest if newest is not None and newest.shown_at is None else None


def handed_in(round_id: int) -> int:
    """How many texts are sealed, or were. 1 statement."""
    count = sa.select(sa.func.count(SealedText.id)).where(SealedText.round_id == round_id)
    return db.session.scalar(count) or 0


def own_text(round_id: int, member_id: int | None) -> SealedText | None:
    """What this member handed in themselves. 1 statement."""
    return db.session.scalar(
        sa.select(SealedText).where(
            SealedText.round_id == round_id,
            SealedText.author_id == member_id,
            SealedText.entered_by_id.is_(None),
        )
    )


def shown_posts(round_id: int) -> list[int]:
    """The numbers of the posts that a round brought, in the order drawn. 1 statement."""
    numbers = (
        sa.select(Post.number)
        .join(SealedText, SealedText.post_id == Post.id)
        .where(SealedText.round_id == round_id)
        .order_by(Post.number)
    )
    return list(db.session.scalars(numbers))


def posts_of(authors: Collection[int], thread_id: int) -> int:
    """How many posts these have written in a thread. 1 statement."""
    count = sa.select(sa.func.count(Post.id)).where(
        Post.thread_id == thread_id, Post.author_id.in_(authors), ~Post.is_note
    )
    return db.session.scalar(count) or 0


def held_about(member_id: int) -> list[dict[str, Any]]:
    """The sealed texts of a member, for the member; shown ones are among the posts. 1 statement."""
    rows = db.session.execute(
        sa.select(Thread.title, SealedText.text, SealedText.position, SealedText.handed_in_at)
        .select_from(SealedText)
        .join(QuietRound, QuietRound.id == SealedText.round_id)
        .join(Thread, Thread.id == QuietRound.thread_id)
        .where(SealedText.author_id == member_id)
        .order_by(SealedText.id)
    )
    return [
        {"in": title, "text": text, "position": position, "at": at.isoformat()}
        for title, text, position, at in rows
    ]
