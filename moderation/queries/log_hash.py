"""What the public log had come to by the end of a day, as one hash: nobody can steer it."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, time, timedelta

import sqlalchemy as sa

from core.db import db
from moderation.models import Decision

_DAY = (
    sa.select(Decision.id, Decision.action, Decision.reason, Decision.made_at)
    .where(
        Decision.made_at >= sa.bindparam("begins", type_=Decision.made_at.type),
        Decision.made_at < sa.bindparam("ends", type_=Decision.made_at.type),
    )
    .order_by(Decision.id)
)


def log_hash(day: date) -> str:
    """The hash of what was decided on this day (UTC). 1 statement."""
    begins = datetime.combine(day, time(), UTC)
    rows = db.session.execute(_DAY, {"begins": begins, "ends": begins + timedelta(days=1)})
    lines = [f"{one.id} {one.action} {one.reason} {one.made_at.isoformat()}" for one in rows]
    return hashlib.sha256("\n".join([day.isoformat(), *lines]).encode()).hexdigest()
