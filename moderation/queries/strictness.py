"""How many times as sure as usual a detector must be."""

from __future__ import annotations

import sqlalchemy as sa

from core.db import db
from moderation.models import Strictness

_FACTOR = (
    sa.select(Strictness.factor)
    .where(Strictness.detector == sa.bindparam("detector"))
    .order_by(Strictness.id.desc())
    .limit(1)
)


def factor_of(detector: str) -> float:
    """1 unless it was mostly wrong. 1 statement."""
    return db.session.scalar(_FACTOR, {"detector": detector}) or 1.0
