"""What detectors read of threads, many at once: who wrote what when, and what was liked."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from accounts.models import Member
from core.db import db
from deliberation.models import Endorsement, Post, StandIn, Thread
from deliberation.queries.voices import one_voice_each
from deliberation.rules import ThreadKind
from moderation.detectors.said import QUESTION, Said
from moderation.detectors.unseen_minority import Unseen
from moderation.discussions.unseen import Written, unseen_in
from moderation.discussions.voices import counts, joined_by


@dataclass(frozen=True, slots=True)
class Talk:
    """One open thread: its posts in the order of their numbers, and what nobody finds on top."""

    thread_id: int
    posts: list[Said]
    unseen: list[Unseen]


_IDS: sa.BindParameter[Any] = sa.bindparam("thread_ids", expanding=True)
_OPEN = sa.select(Thread.id, Thread.option_id, Thread.asks, Thread.answer).where(
    Thread.id.in_(_IDS), Thread.hidden_at.is_(None), Thread.closed_at.is_(None)
)
_SHOWN = (Post.thread_id.in_(_IDS), Post.hidden_at.is_(None), Post.is_note.is_(sa.false()))
_POSTS = (
    sa.select(
        Post.thread_id,
        Post.number,
        Post.author_id,
        Post.position,
        Post.written_at,
        Post.answers,
        Post.id,
        sa.case((counts(Thread.clp_id), True), else_=False),
    )
    .join(Thread, Thread.id == Post.thread_id)
    .join(Member, Member.id == Post.author_id)
    .outerjoin(StandIn, StandIn.member_id == Post.author_id)
    .where(*_SHOWN)
    .order_by(Post.thread_id, Post.number)
)
_LIKED = (
    sa.select(Post.thread_id, Post.number, sa.func.count())
    .join(Endorsement, Endorsement.post_id == Post.id)
    .where(*_SHOWN)
    .group_by(Post.thread_id, Post.number)
)
_FAR = (
    sa.select(Post.thread_id, Endorsement.member_id, sa.func.max(Post.number))
    .join(Endorsement, Endorsement.post_id == Post.id)
    .where(*_SHOWN)
    .group_by(Post.thread_id, Endorsement.member_id)
)
_WITHOUT_NAME = (
    sa.select(Post.thread_id, Post.author_id, Member.uuid, StandIn.voice, StandIn.discussion)
    .join(Member, Member.id == Post.author_id)
    .outerjoin(StandIn, StandIn.member_id == Post.author_id)
    .where(
        Post.thread_id.in_(
            sa.select(Post.thread_id)
            .join(StandIn, StandIn.member_id == Post.author_id)
            .where(Post.thread_id.in_(_IDS))
        )
    )
    .distinct()
    .order_by(Post.thread_id, Post.author_id)
)


def open_talks(thread_ids: Collection[int]) -> list[Talk]:
    """Those of these threads that are open and shown, in the order of their ids. ≤ 8 statements."""
    about = {row.id: row for row in db.session.execute(_OPEN, {"thread_ids": sorted(thread_ids)})}
    if not about:
        return []
    asked = {"thread_ids": sorted(about)}
    far = _far(asked)
    liked = {(thread, number): likes for thread, number, likes in db.session.execute(_LIKED, asked)}
    persons = _persons(asked)
    rows = db.session.execute(_POSTS, {**asked, "joined_by": joined_by()})
    talks: dict[int, Talk] = {}
    written: list[Written] = []
    for thread_id, some in groupby(rows, key=lambda row: row[0]):
        posts = list(some)
        said = _said(posts, persons.get(thread_id, {}), far[thread_id], liked)
        asks = about[thread_id].asks == ThreadKind.QUESTION and about[thread_id].answer is None
        talks[thread_id] = Talk(thread_id, _asking(said) if asks else said, [])
        has_order = about[thread_id].option_id is not None
        ids = {post[1]: post[6] for post in posts}
        written.append(Written(thread_id, ids, len(far[thread_id]), has_order=has_order))
    for thread_id, unseen in unseen_in(written).items():
        talks[thread_id].unseen.extend(unseen)
    return list(talks.values())


def _far(asked: Mapping[str, Any]) -> dict[int, dict[int, int]]:
    """By thread and member, the last post that they found a good point."""
    far: dict[int, dict[int, int]] = defaultdict(dict)
    for thread_id, member_id, number in db.session.execute(_FAR, asked):
        far[thread_id][member_id] = number
    return far


def _persons(asked: Mapping[str, Any]) -> dict[int, dict[int, int]]:
    """By thread with stand-ins: one number for all who are the same person, by author."""
    persons: dict[int, dict[int, int]] = {}
    rows = db.session.execute(_WITHOUT_NAME, asked)
    for thread_id, some in groupby(rows, key=lambda row: row.thread_id):
        first: dict[str, int] = {}
        persons[thread_id] = {
            row.author_id: first.setdefault(voice, row.author_id)
            for row, voice in one_voice_each(some)
        }
    return persons


def _said(
    posts: Sequence[Any],
    persons: Mapping[int, int],
    far: Mapping[int, int],
    liked: Mapping[tuple[int, int], int],
) -> list[Said]:
    """The posts, each with how many have certainly had it before them: they wrote or liked on."""
    last = dict(far)
    for _, number, author, *_rest in posts:
        last[author] = max(last.get(author, 0), number)
    marks = sorted(last.values())
    return [
        Said(
            number,
            persons.get(author, author),
            position,
            at,
            answers,
            liked.get((thread_id, number), 0),
            len(marks) - bisect_left(marks, number) - 1,
            bool(does_count),
        )
        for thread_id, number, author, position, at, answers, _, does_count in posts
    ]


def _asking(posts: list[Said]) -> list[Said]:
    """A thread that asks a question begins with one, whatever its first post says of itself."""
    if posts[0].position is not None:
        return posts
    return [posts[0]._replace(position=QUESTION), *posts[1:]]
