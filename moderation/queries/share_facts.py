"""Who has spoken in a discussion, and which side they took. For the worker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from accounts.models import Member
from core.db import db
from deliberation.models import Post, StandIn, Thread
from deliberation.queries.voices import one_voice_each
from deliberation.rules import SIDES

_SIDES = [side.value for side in SIDES]
_SAID = (
    sa.select(Post.author_id, Post.position, Member.uuid, Member.clp_id)
    .add_columns(StandIn.voice, StandIn.discussion)
    .join(Thread, Thread.id == Post.thread_id)
    .join(Member, Member.id == Post.author_id)
    .outerjoin(StandIn, StandIn.member_id == Post.author_id)
    .where(Post.hidden_at.is_(None), Post.is_note.is_(sa.false()), Thread.hidden_at.is_(None))
    .order_by(Post.written_at, Post.id)
)
_IN_THREAD = _SAID.where(Post.thread_id == sa.bindparam("thread_id"))
_ON_OPTION = _SAID.where(
    Thread.option_id == sa.bindparam("option_id"), Thread.only_clp.is_(sa.false())
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """`all_posts` and `people` count everybody; by side, each person with what they took last.

    `here` are those of one CLP, by the side they took last or "" for none.
    """

    all_posts: int
    posts: dict[str, int]
    by_side: dict[str, int]
    people: int
    here: dict[str, int]


def spoken_in(thread_id: int, clp_id: int | None) -> Spoken:
    """In one thread; `here` of the CLP in whose forum it stands. 1 statement."""
    return _spoken(_IN_THREAD, {"thread_id": thread_id}, clp_id)


def spoken_on(option_id: int) -> Spoken:
    """In all threads on an option that everybody can read. 1 statement."""
    return _spoken(_ON_OPTION, {"option_id": option_id}, None)


def _spoken(
    statement: sa.Select[*tuple[Any, ...]], asked: dict[str, int], clp_id: int | None
) -> Spoken:
    rows = one_voice_each(db.session.execute(statement, asked).all())
    last: dict[str, str] = {}
    here: set[str] = set()
    for row, voice in rows:
        if row.position in _SIDES:
            last[voice] = row.position
        if clp_id is not None and row.clp_id == clp_id:
            here.add(voice)
    return Spoken(
        all_posts=len(rows),
        posts=_by_side(row.position for row, _ in rows),
        by_side=_by_side(last.values()),
        people=len({voice for _, voice in rows}),
        here=dict(Counter(last.get(voice, "") for voice in here)),
    )


def _by_side(positions: Iterable[str | None]) -> dict[str, int]:
    counted = Counter(positions)
    return {side: counted[side] for side in _SIDES}
