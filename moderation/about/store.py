"""Where answers lie: a file or schema of its own, and a connection of its own.

Rows hold a mark, a sealed answer and the day on which it was given with consent; the first two
are hashes under a key that is not here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from core.web import settings

_AT_ONCE = 500  # marks asked for at a time
_TABLE = (
    "CREATE TABLE IF NOT EXISTS answers "
    "(whose {0} PRIMARY KEY, says {0} NOT NULL, given_on TEXT NOT NULL)"
)


def keep(mark: bytes, answer: bytes, given_on: date) -> None:
    """Keep this answer in place of the one that lay there."""
    with _open() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO answers VALUES (:whose, :says, :given_on) ON CONFLICT (whose) "
                "DO UPDATE SET says = excluded.says, given_on = excluded.given_on"
            ),
            {"whose": mark, "says": answer, "given_on": given_on.isoformat()},
        )


def forget(marks: list[bytes]) -> None:
    """Delete what lies under these marks: overwritten, and not left in a log either."""
    with _open() as connection:
        for mark in marks:
            connection.execute(sa.text("DELETE FROM answers WHERE whose = :it"), {"it": mark})


_FOUND = sa.text("SELECT whose, says, given_on FROM answers WHERE whose IN :marks").bindparams(
    sa.bindparam("marks", expanding=True)
)


def find(marks: list[bytes]) -> dict[bytes, tuple[bytes, str]]:
    """What lies under these marks, and since which day."""
    found: dict[bytes, tuple[bytes, str]] = {}
    with _open() as connection:
        for start in range(0, len(marks), _AT_ONCE):
            rows = connection.execute(_FOUND, {"marks": marks[start : start + _AT_ONCE]})
            found |= {bytes(row.whose): (bytes(row.says), row.given_on) for row in rows}
    return found


@contextmanager
def _open() -> Iterator[sa.Connection]:
    """One transaction of its own, outside that of the site."""
    address = settings().database_address
    if address.startswith("sqlite"):
        engine = _file(settings().data_path / "about" / "members.sqlite")
    else:
        engine = _schema(address)
    with engine.begin() as connection:
        yield connection


def _file(path: Path) -> sa.Engine:
    engine = _engine_of(path)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with suppress(FileExistsError):  # made meanwhile: to open it would take SQLite's locks away
            path.touch(mode=0o600, exist_ok=False)
        _make_table(engine, "BLOB")
    return engine


@cache
def _engine_of(path: Path) -> sa.Engine:
    engine = sa.create_engine(f"sqlite:///{path}", poolclass=NullPool)

    @sa.event.listens_for(engine, "connect")
    def overwrite(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA secure_delete = ON")

    return engine


@cache
def _schema(address: str) -> sa.Engine:
    options = {"options": "-c search_path=about_members"}
    engine = sa.create_engine(address, poolclass=NullPool, connect_args=options)
    with engine.begin() as made:
        made.execute(sa.text("CREATE SCHEMA IF NOT EXISTS about_members"))
    _make_table(engine, "BYTEA")
    return engine


def _make_table(engine: sa.Engine, of_bytes: str) -> None:
    with engine.begin() as made:
        made.execute(sa.text(_TABLE.format(of_bytes)))
