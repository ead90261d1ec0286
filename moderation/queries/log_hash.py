"""What the public log had come to by the end of a day, as one hash: nobody can steer it."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, time, timedelta

import sqlalchemy as sa

from core.clock import today
from core.db import db
from moderation.facts.seats import newest_day
from moderation.models import Decision, LogDay

_DAY = (
    sa.select(Decision.id, Decision.action, Decision.reason, Decision.made_at)
    .where(
        Decision.made_at >= sa.bindparam("begins", type_=Decision.made_at.type),
        Decision.made_at < sa.bindparam("ends", type_=Decision.made_at.type),
    )
    .order_by(Decision.id)
)


def newest_log() -> tuple[date, str]:
    """The newest day of the log that is closed, and its fingerprint. 1 to 2 statements.

    Before the first is closed: yesterday, and the hash of what was decided on it.
    """
    closed = newest_day()
    if closed is not None:
        return closed.day, closed.fingerprint
    yesterday = today() - timedelta(days=1)
    return yesterday, _hash_of(yesterday)


def was_log(day: date, fingerprint: str) -> bool:
    """Whether the log of this day has, or had before it was closed, this fingerprint."""
    closed = db.session.get(LogDay, day)
    return fingerprint in {closed.fingerprint if closed else "", _hash_of(day)}


def _hash_of(day: date) -> str:
    begins = datetime.combine(day, time(), UTC)
    rows = db.session.execute(_DAY, {"begins": begins, "ends": begins + timedelta(days=1)})
    lines = [f"{one.id} {one.action} {one.reason} {one.made_at.isoformat()}" for one in rows]
    return hashlib.sha256("\n".join([day.isoformat(), *lines]).encode()).hexdigest()
