"""What the intake of posts knows of a writer, of the list of words, and of a forum."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa

from core import house_rules
from core.clock import now
from core.db import db
from deliberation.models import (
    ClpForum,
    Contribution,
    HeldPost,
    Post,
    SaidLately,
    Thread,
    WordChange,
)
from deliberation.rules.intake import Limits, Said, Writer
from deliberation.rules.intake.listed import Effect, Listed
from deliberation.rules.intake.rates import DAY
from deliberation.rules.intake.repeats import unpacked

FIRST_POSTS_HELD = 2  # where a CLP asked for it
MENTIONS = 3  # in a post of somebody new
MOST_COMPARED = 200  # things said in a day

_MINE: sa.BindParameter[int] = sa.bindparam("member_id")
_ENTERED = sa.exists().where(Contribution.post_id == Post.id)
_POSTS = (
    sa.select(Post.written_at, Post.number)
    .where(Post.author_id == _MINE, Post.is_note.is_(sa.false()), ~_ENTERED)
    .order_by(Post.id.desc())
    .limit(sa.bindparam("most"))
)
_FIRST = sa.select(sa.func.min(Post.written_at)).where(
    Post.author_id == _MINE, Post.is_note.is_(sa.false()), ~_ENTERED
)
_THREADS = (
    sa.select(Thread.started_at)
    .where(Thread.author_id == _MINE, Thread.started_at > sa.bindparam("since"))
    .order_by(Thread.started_at.desc(), Thread.id.desc())
    .limit(sa.bindparam("most"))
)
_HELD = (
    sa.select(HeldPost.held_at, HeldPost.does)
    .where(
        HeldPost.author_id == _MINE,
        HeldPost.held_at > sa.bindparam("since"),
        HeldPost.state.in_(("waiting", "edit_asked", "refused")),
    )
    .order_by(HeldPost.held_at.desc(), HeldPost.id.desc())
    .limit(sa.bindparam("most"))
)
_SAID = (
    sa.select(SaidLately.at, SaidLately.url, SaidLately.digest, SaidLately.shingles)
    .where(SaidLately.member_id == _MINE, SaidLately.at > sa.bindparam("since"))
    .order_by(SaidLately.at.desc(), SaidLately.id.desc())
    .limit(MOST_COMPARED)
)
_AGREED = (
    sa.select(WordChange.word, WordChange.adds, WordChange.does)
    .add_columns(WordChange.reason, WordChange.except_in)
    .where(WordChange.agreed.is_(sa.true()))
    .order_by(WordChange.answered_at, WordChange.id)
)


def limits() -> Limits:
    """The house rules of the intake, as they are now."""
    return Limits(
        newcomer_posts=house_rules.value("newcomer.posts"),
        newcomer_gap=house_rules.length("newcomer.gap"),
        gap=house_rules.length("post.gap"),
        threads_first_day=house_rules.value("newcomer.threads"),
        replies_first_day=house_rules.value("newcomer.replies"),
        threads_a_day=house_rules.value("thread.most_a_day"),
        repeat_for=house_rules.length("post.repeat_minutes"),
        alike_for=DAY,
        first_posts_held=FIRST_POSTS_HELD,
        newcomer_mentions=MENTIONS,
    )


def writer_of(member_id: int, known: Limits, at: datetime) -> Writer:
    """What is known of somebody who wants to post. 5 statements, however much they have written."""
    me = {"member_id": member_id, "since": at - DAY}
    most = max(known.newcomer_posts, known.first_posts_held, known.replies_first_day, 1)
    posts = db.session.execute(_POSTS, {**me, "most": most}).all()
    threads = db.session.scalars(_THREADS, {**me, "most": known.threads_a_day}).all()
    held = db.session.execute(_HELD, {**me, "most": known.threads_a_day + most}).all()
    begun = [row.held_at for row in held if row.does != "reply"]
    answered = [row.held_at for row in held if row.does == "reply"]
    replies = [row.written_at for row in posts if row.number > 1 and row.written_at > at - DAY]
    last = [row.written_at for row in posts[:1]] + [row.held_at for row in held[:1]]
    first = db.session.scalar(_FIRST, me)
    return Writer(
        posts=len(posts),
        first_at=min((moment for moment in (first, *begun, *answered) if moment), default=None),
        last_at=max(last, default=None),
        threads=_newest_first([*threads, *begun]),
        replies=_newest_first([*replies, *answered]),
        said=tuple(
            Said(row.at, row.url, row.digest, unpacked(row.shingles))
            for row in db.session.execute(_SAID, me)
        ),
    )


def _newest_first(moments: Sequence[datetime]) -> tuple[datetime, ...]:
    return tuple(sorted(moments, reverse=True))


def listed_words() -> tuple[Listed, ...]:
    """The list of watched words as two people have agreed on it. 1 statement."""
    found: dict[str, Listed] = {}
    for row in db.session.execute(_AGREED):
        found.pop(row.word, None)
        if row.adds:
            found[row.word] = Listed(
                row.word, Effect(row.does), row.reason, tuple(row.except_in.splitlines())
            )
    return tuple(found.values())


def holds_first_posts(clp_id: int | None) -> bool:
    """Whether the CLP asked that a person reads everybody's first posts in its forum."""
    row = db.session.get(ClpForum, clp_id) if clp_id is not None else None
    return row is not None and row.holds_first_posts


def held_for(since: timedelta) -> Sequence[HeldPost]:
    """What has waited for so long, and for no word. 1 statement."""
    return db.session.scalars(
        sa.select(HeldPost)
        .where(
            HeldPost.state == "waiting",
            HeldPost.because != "words",
            HeldPost.held_at <= now() - since,
        )
        .order_by(HeldPost.held_at, HeldPost.id)
        .limit(100)
    ).all()
