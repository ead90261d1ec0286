"""Held posts, for their author."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from core.db import db
from deliberation.models import HeldPost
from deliberation.rules.held import WAITING

_WAITING = (
    sa.select(HeldPost.id, HeldPost.title, HeldPost.held_at, HeldPost.state)
    .where(HeldPost.author_id == sa.bindparam("member_id"), HeldPost.state.in_(sorted(WAITING)))
    .order_by(HeldPost.id.desc())
    .limit(20)
)


def held_of(member_id: int) -> list[dict[str, Any]]:
    """What a member wrote that waits for a human check, newest first. 1 statement."""
    found = db.session.execute(_WAITING, {"member_id": member_id}).mappings()
    return [{**row, "url": f"/held/{row['id']}"} for row in found]
