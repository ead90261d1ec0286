"""A database that is busy: whoever waits does so for a bounded time, then hears when to come again.

SQLite waits for its one writer, PostgreSQL for a row, and both for a connection of the pool. What
was waiting has done nothing, so the same form may simply be sent again.
"""

from __future__ import annotations

import sqlite3

import sqlalchemy as sa
from flask import Response, make_response
from sqlalchemy.exc import DBAPIError

RETRY_AFTER_SECONDS = 5
# lock not available, deadlock, serialization failure, too many connections
_POSTGRES = frozenset({"55P03", "40P01", "40001", "53300"})
_SQLITE = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


def is_busy(error: Exception) -> bool:
    """Whether this is no bug: others were in the way for too long."""
    if isinstance(error, sa.exc.TimeoutError):  # of the pool
        return True
    if not isinstance(error, DBAPIError):
        return False
    if isinstance(error.orig, sqlite3.Error):
        code = getattr(error.orig, "sqlite_errorcode", 0)
        return code & 0xFF in _SQLITE  # the rest of an extended code says which kind
    return getattr(error.orig, "sqlstate", None) in _POSTGRES


def come_again(page: object) -> Response:
    """The page with the time after which it is worth trying again."""
    answer = make_response(page)
    answer.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return answer
