"""Marking notices as read."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from core.db import db
from notices.models import Notice


def mark_read(member_id: int, notice_ids: Sequence[int]) -> None:
    """Remember that the member has read these of their own notices."""
    mine = sa.update(Notice).where(Notice.member_id == member_id, Notice.id.in_(notice_ids))
    db.session.execute(mine.values(read=True))
