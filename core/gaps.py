"""Gaps in the ids of the change log: whether a transaction may still fill one.

SQLite has one writer at a time, who takes the next id: there whatever is missing stays missing.
PostgreSQL gives ids to transactions that end in any order, or never. Whoever inserts holds a lock
on the table from before the id was given until the end, and pg_locks tells who that is: so a gap
is neither passed while it may be filled, however long that takes, nor waited at when it may not.
"""

from __future__ import annotations

import time
from datetime import datetime

import sqlalchemy as sa

from core.db import db

PATIENCE_SECONDS = 1.0  # that a follower waits for others to end
_PAUSE_SECONDS = 0.01

_WRITERS = """
    FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE locktype = 'relation' AND relation = to_regclass('event') AND granted
    AND mode = 'RowExclusiveLock' AND pid <> pg_backend_pid()
    AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
_TRANSACTIONS = sa.text(f"SELECT pid, virtualtransaction {_WRITERS}")
_OLDEST = sa.text(f"SELECT min(xact_start) {_WRITERS}")


def are_final() -> bool:
    """Whether ids below one that was read before, and that are still missing, stay missing.

    Waits PATIENCE_SECONDS for the transactions that might bring them; 1 statement or more.
    """
    writing = _transactions()
    until = time.monotonic() + PATIENCE_SECONDS
    while writing and time.monotonic() < until:
        time.sleep(_PAUSE_SECONDS)
        writing &= _transactions()
    return not writing


def oldest_writer() -> datetime | None:
    """When the oldest transaction began that may still add an event; None when there is none."""
    if db.engine.dialect.name != "postgresql":
        return None
    found: datetime | None = db.session.scalar(_OLDEST)
    return found


def _transactions() -> set[tuple[int, str]]:
    if db.engine.dialect.name != "postgresql":
        return set()
    return {(row.pid, row.virtualtransaction) for row in db.session.execute(_TRANSACTIONS)}
