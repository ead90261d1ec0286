"""Whose voice counts for a detector, and the voices on many options at once.

A voice is a member of the party, or somebody for whom an officer entered a point without a name,
counted once with the position they took last. It takes some days' membership; in the forum of a CLP
its own members count and visitors do not. What is hidden, what a CLP keeps to itself, moderators'
notes and what editors write for people who are not here are nobody's voice.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

import sqlalchemy as sa

from accounts.models import Member
from core import house_rules
from core.clock import today
from core.db import db
from deliberation.models import Post, StandIn, Thread
from deliberation.queries.voices import one_voice_each
from deliberation.rules import SIDES
from wiki.models import Argument

_IDS: sa.BindParameter[Any] = sa.bindparam("option_ids", expanding=True)
_ABOUT = (
    Thread.option_id.in_(_IDS),
    Thread.hidden_at.is_(None),
    Thread.only_clp.is_(sa.false()),
    Post.hidden_at.is_(None),
    Post.is_note.is_(sa.false()),
)
_SAID = sa.union_all(
    sa.select(
        Thread.option_id,
        Post.author_id,
        Post.position,
        Post.written_at.label("at"),
        Post.id,
        Thread.clp_id.label("only_of"),
    )
    .join(Thread, Thread.id == Post.thread_id)
    .where(*_ABOUT, Post.position.in_([side.value for side in SIDES])),
    sa.select(
        Argument.option_id,
        Argument.author_id,
        Argument.side,
        Argument.added_at,
        Argument.id,
        sa.null(),
    ).where(
        Argument.option_id.in_(_IDS),
        Argument.author_id.is_not(None),
        Argument.hidden_at.is_(None),
        # What was merged lives on, and so does the voice of whoever made it.
        sa.or_(Argument.archived_at.is_(None), Argument.merged_into_id.is_not(None)),
    ),
).subquery("said")


def counts(only_of: Any) -> sa.ColumnElement[bool]:
    """For queries with Member and (outer) StandIn: whether this author's voice counts.

    `only_of` is the CLP in whose forum it was said, or NULL. Binds `joined_by`.
    """
    return sa.or_(
        StandIn.member_id.is_not(None),
        sa.and_(
            Member.membership_number.is_not(None),
            Member.joined_on <= sa.bindparam("joined_by", type_=sa.Date),
            sa.or_(only_of.is_(None), only_of == Member.clp_id),
        ),
    )


def joined_by() -> date:
    """The last day of joining of those whose voice counts today."""
    return today() - house_rules.length("voice.membership_days")


_LAST = (
    sa.select(
        _SAID.c.option_id,
        _SAID.c.position,
        Member.uuid,
        StandIn.voice,
        StandIn.discussion,
        sa.func.row_number()
        .over(
            partition_by=(_SAID.c.option_id, _SAID.c.author_id),
            order_by=(_SAID.c.at.desc(), _SAID.c.id.desc()),
        )
        .label("newest_first"),
        _SAID.c.at,
        _SAID.c.id,
    )
    .join(Member, Member.id == _SAID.c.author_id)
    .outerjoin(StandIn, StandIn.member_id == _SAID.c.author_id)
    .where(counts(_SAID.c.only_of))
    .subquery("last")
)
_VOICES = (
    sa.select(_LAST.c.option_id, _LAST.c.position, _LAST.c.uuid, _LAST.c.voice, _LAST.c.discussion)
    .where(_LAST.c.newest_first == 1)
    .order_by(_LAST.c.option_id, _LAST.c.at, _LAST.c.id)
)
_UNTAGGED = (
    sa.select(
        Thread.option_id,
        sa.func.count(),
        sa.func.sum(sa.case((Post.position.is_(None), 1), else_=0)),
    )
    .join(Thread, Thread.id == Post.thread_id)
    .where(*_ABOUT)
    .group_by(Thread.option_id)
)


def voices_on_each(option_ids: Collection[int]) -> dict[int, dict[str, int]]:
    """By option, how many people speak "for", "against" and "unsure". 1 statement."""
    asked = {"option_ids": list(option_ids), "joined_by": joined_by()}
    said: dict[int, list[Any]] = defaultdict(list)
    for row in db.session.execute(_VOICES, asked):
        said[row.option_id].append(row)
    return {option_id: _counted(said[option_id]) for option_id in option_ids}


def _counted(rows: list[Any]) -> dict[str, int]:
    last = {voice: row.position for row, voice in one_voice_each(rows)}
    return {**{side.value: 0 for side in SIDES}, **Counter(last.values())}


def untagged_on_each(option_ids: Collection[int]) -> dict[int, float]:
    """By option, the share of its posts that say nothing of themselves. 1 statement."""
    rows = db.session.execute(_UNTAGGED, {"option_ids": list(option_ids)})
    return {option_id: untagged / posts for option_id, posts, untagged in rows}
