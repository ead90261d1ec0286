"""Voices: distinct members by the position they took last, on whatever way it reached us."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from accounts.models import Member
from core.db import db
from deliberation.models import Contribution, Post, StandIn, Thread
from deliberation.rules import SIDES
from deliberation.rules.contributions import discussion_of
from deliberation.voice_key import voice_of
from wiki.models import Argument

# Notes of stewards, hidden posts and what a CLP keeps to itself are no public voices.
_SAID = sa.union_all(
    sa.select(Post.author_id, Post.position, Post.written_at.label("at"), Post.id)
    .join(Thread, Thread.id == Post.thread_id)
    .where(
        Thread.option_id == sa.bindparam("option_id"),
        Thread.hidden_at.is_(None),
        Thread.only_clp.is_(sa.false()),
        Post.position.in_([side.value for side in SIDES]),
        Post.hidden_at.is_(None),
        Post.is_note.is_(sa.false()),
    ),
    sa.select(Argument.author_id, Argument.side, Argument.added_at, Argument.id).where(
        Argument.option_id == sa.bindparam("option_id"),
        Argument.author_id.is_not(None),
        Argument.hidden_at.is_(None),
        # What was merged lives on, and so does the voice of whoever made it.
        sa.or_(Argument.archived_at.is_(None), Argument.merged_into_id.is_not(None)),
    ),
).subquery("said")
_LAST = sa.select(
    _SAID,
    sa.func.row_number()
    .over(partition_by=_SAID.c.author_id, order_by=(_SAID.c.at.desc(), _SAID.c.id.desc()))
    .label("newest_first"),
).subquery("last")
_VOICES = (
    sa.select(_LAST.c.position, _LAST.c.at, _LAST.c.id, Member.uuid)
    .add_columns(StandIn.voice, StandIn.discussion)
    .join(Member, Member.id == _LAST.c.author_id)
    .outerjoin(StandIn, StandIn.member_id == _LAST.c.author_id)
    .where(_LAST.c.newest_first == 1)
    .order_by(_LAST.c.at, _LAST.c.id)
)


def voices_on(option_id: int) -> dict[str, int]:
    """How many members speak "for", "against" and "unsure" about an option. 1 statement.

    Each member counts once, with the position they took last in a thread about the option or in an
    argument that came from them: on the web, by phone or on paper, with their name or without.
    """
    said = db.session.execute(_VOICES, {"option_id": option_id})
    last = {voice: row.position for row, voice in one_voice_each(said.all())}
    return {**{side.value: 0 for side in SIDES}, **Counter(last.values())}


def one_voice_each(rows: Iterable[Any]) -> list[tuple[Any, str]]:
    """Each row with the voice of its person: the same for a member and for their stand-in.

    Rows have `uuid` of the author, and `voice` and `discussion` of a stand-in or None.
    """
    rows = list(rows)
    discussions = {row.discussion for row in rows if row.voice}
    without_name = {row.voice for row in rows if row.voice}

    def voice(row: Any) -> str:
        if row.voice:
            return str(row.voice)
        own = (voice_of(row.uuid, discussion) for discussion in discussions)
        return next((found for found in own if found in without_name), row.uuid)

    return [(row, voice(row)) for row in rows]


_IN_THREAD = (
    sa.select(Member.uuid, StandIn.voice, StandIn.discussion)
    .add_columns(sa.func.max(Contribution.post_id).label("entered"))
    .select_from(Post)
    .join(Member, Member.id == Post.author_id)
    .outerjoin(StandIn, StandIn.member_id == Post.author_id)
    .outerjoin(Contribution, Contribution.post_id == Post.id)
    .where(
        Post.thread_id == sa.bindparam("thread_id"),
        Post.hidden_at.is_(None),
        Post.is_note.is_(sa.false()),
    )
    .group_by(Post.author_id, Member.uuid, StandIn.voice, StandIn.discussion)
    .order_by(Post.author_id)
)


def heard_in(thread_id: int) -> tuple[int, int]:
    """How many people have been heard in a thread, and how many of them through an officer.

    1 statement, over the whole thread: not for pages of long ones.
    """
    rows = one_voice_each(db.session.execute(_IN_THREAD, {"thread_id": thread_id}).all())
    return len({voice for _, voice in rows}), len({voice for row, voice in rows if row.entered})


_STAND_INS = sa.select(StandIn.member_id).where(
    StandIn.voice.in_(sa.bindparam("voices", expanding=True))
)
_DISCUSSIONS = sa.select(StandIn.discussion).distinct()
_UUID = sa.select(Member.uuid).where(Member.id == sa.bindparam("member_id"))


def stand_ins_of(member_id: int, discussions: Iterable[str] | None = None) -> list[int]:
    """The ids under which this member speaks without a name, there or anywhere. ≤ 3 statements.

    For what a member may know of themselves, and for conflicts of interest; shown to nobody else.
    """
    if discussions is None:
        discussions = db.session.scalars(_DISCUSSIONS).all()
    uuid = db.session.scalar(_UUID, {"member_id": member_id})
    voices = [voice_of(uuid, discussion) for discussion in discussions] if uuid else []
    return sorted(db.session.scalars(_STAND_INS, {"voices": voices})) if voices else []


def discussions_of(thread_ids: Iterable[int], option_ids: Iterable[int]) -> list[str]:
    """The discussions of threads without an option, and of options."""
    threads = [discussion_of(thread_id=one, option_id=None) for one in thread_ids]
    return [*threads, *(discussion_of(thread_id=0, option_id=one) for one in option_ids)]
