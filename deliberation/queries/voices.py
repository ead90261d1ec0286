"""Voices: distinct members by the position they took last."""

from __future__ import annotations

import sqlalchemy as sa

from core.db import db
from deliberation.models import Post, Thread
from deliberation.rules import SIDES
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
    _SAID.c.position,
    sa.func.row_number()
    .over(partition_by=_SAID.c.author_id, order_by=(_SAID.c.at.desc(), _SAID.c.id.desc()))
    .label("newest_first"),
).subquery("last")
_VOICES = (
    sa.select(_LAST.c.position, sa.func.count())
    .where(_LAST.c.newest_first == 1)
    .group_by(_LAST.c.position)
)


def voices_on(option_id: int) -> dict[str, int]:
    """How many members speak "for", "against" and "unsure" about an option. 1 statement.

    Each member counts once, with the position they took last in a thread about the option or in an
    argument that came from them.
    """
    counted = db.session.execute(_VOICES, {"option_id": option_id})
    return {**{side.value: 0 for side in SIDES}, **dict(counted.all())}
