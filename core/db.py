"""The database: our declarative base, UTC datetimes, named constraints, and when SQLite begins.

SQLite begins every transaction that may write with BEGIN IMMEDIATE: a deferred one that reads and
then writes fails under load (measured 42–69 % with 4–16 threads). GET requests only read.
"""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.orm import DeclarativeBase, registry

WAIT_SECONDS = 5.0  # for SQLite’s one writer, a row of PostgreSQL or a connection of the pool
ASKED_SECONDS = 0.001, 0.005  # pauses in which SQLite is asked again whether one may write
_BUSY = f"PRAGMA busy_timeout = {int(WAIT_SECONDS * 1000)}"
_reading: ContextVar[bool] = ContextVar("reading", default=False)


class UtcDateTime(sa.types.TypeDecorator[datetime]):
    """An aware UTC datetime; refuses naive ones."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive values; store UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a datetime without a time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Model(DeclarativeBase):
    """The base of every table."""

    registry = registry(
        metadata=sa.MetaData(naming_convention=NAMES),
        type_annotation_map={datetime: UtcDateTime(), dict[str, Any]: sa.JSON()},
    )


db = SQLAlchemy(model_class=Model, session_options={"expire_on_commit": False})


@contextmanager
def reading() -> Iterator[None]:
    """Within the block, transactions only read: SQLite begins them deferred."""
    token = _reading.set(True)
    try:
        yield
    finally:
        _reading.reset(token)


def set_reading(*, on: bool) -> None:
    """Say for the rest of this request whether transactions only read."""
    _reading.set(on)


@contextmanager
def snapshot() -> Iterator[Connection]:
    """A connection of its own that sees the database as it is now, however long it reads."""
    with reading(), db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


def count_on(tables: Iterable[sa.Table]) -> None:
    """Tell PostgreSQL, which counts ids by itself, which ids were given by hand."""
    if db.engine.dialect.name != "postgresql":
        return
    for table in tables:
        if "id" in table.columns and isinstance(table.columns.id.type, sa.Integer):
            highest: Any = sa.select(sa.func.max(table.columns.id)).scalar_subquery()
            sequence = sa.func.pg_get_serial_sequence(table.name, "id")
            db.session.execute(sa.select(sa.func.setval(sequence, highest)))


@contextmanager
def glance(engine: Engine) -> Iterator[DBAPICursor]:
    """A bare cursor for one short read outside the session; a twentieth of the session's cost."""
    connection = engine.raw_connection()
    try:
        yield connection.cursor()
    finally:
        connection.close()


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """The SQL sent in the block, for tests and benchmarks; not BEGIN, nor what `glance` reads."""
    sent: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            sent.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def engine_options(address: str) -> dict[str, Any]:
    """Options for `create_engine`: a pool at least as large as the threads of one process."""
    options: dict[str, Any] = {"pool_size": 20, "pool_timeout": WAIT_SECONDS}
    if address.startswith("sqlite"):
        options["connect_args"] = {"timeout": WAIT_SECONDS, "check_same_thread": False}
    return options


@event.listens_for(Engine, "connect")
def _prepare(connection: Any, _record: Any) -> None:
    if not isinstance(connection, sqlite3.Connection):
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {int(WAIT_SECONDS * 1000)}")
        connection.commit()
        return
    connection.isolation_level = None  # we say BEGIN ourselves, below
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        "cache_size=-20000",
        "mmap_size=268435456",
    ):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(_BUSY)


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        if _reading.get():
            connection.exec_driver_sql("BEGIN")
        else:
            _begin_to_write(connection)


def _begin_to_write(connection: Connection) -> None:
    """Ask every few milliseconds for the right to write, for as long as WAIT_SECONDS.

    SQLite by itself asks ten times a second at last: where others write without a pause that finds
    no gap between two of them, and a worker never gets its turn.
    """
    bare: Any = connection.connection.driver_connection
    until = time.monotonic() + WAIT_SECONDS
    bare.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                bare.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                is_busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
                if not is_busy or time.monotonic() >= until:
                    connection.exec_driver_sql("BEGIN IMMEDIATE")  # its error says what was asked
                    return
            else:
                return
            time.sleep(random.uniform(*ASKED_SECONDS))  # noqa: S311 - so that nobody is in step
    finally:
        bare.execute(_BUSY)


@event.listens_for(db.session, "before_flush")
def _refuse_writes_while_reading(session: Any, _context: Any, _instances: Any) -> None:
    if _reading.get() and (session.new or session.dirty or session.deleted):
        raise RuntimeError("a GET request tried to write")
