"""Whose voices an option's arguments carry."""

from __future__ import annotations

import sqlalchemy as sa

from core.db import db
from wiki.models import Argument
from wiki.rules import Side

_VOICES = (
    sa.select(Argument.side, Argument.author_id)
    .where(
        Argument.option_id == sa.bindparam("option_id"),
        Argument.author_id.is_not(None),
        Argument.hidden_at.is_(None),
        # What was merged lives on, and so does the voice of whoever made it.
        sa.or_(Argument.archived_at.is_(None), Argument.merged_into_id.is_not(None)),
    )
    .distinct()
)


def argument_voices(option_id: int) -> dict[str, frozenset[int]]:
    """Members whose arguments stand on each side: {"for": ids, "against": ids}. 1 statement."""
    found: dict[str, set[int]] = {side.value: set() for side in Side}
    for row in db.session.execute(_VOICES, {"option_id": option_id}):
        found[row.side].add(row.author_id)
    return {side: frozenset(ids) for side, ids in found.items()}
