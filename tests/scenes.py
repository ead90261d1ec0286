"""Scenes that many tests begin from: built once in a test process, then laid down as they were.

SQLite copies a whole database in a millisecond or two; building the cast and a wiki for each test
took most of the time of the tests. On PostgreSQL every scene is built anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import sqlalchemy as sa

from core import clock
from core.db import Model, db

Built = TypeVar("Built")


@dataclass(slots=True)
class Scenes:
    """The scenes of one engine, by the names of those they stand on."""

    kept: dict[tuple[str, ...], tuple[sqlite3.Connection, Any]] = field(default_factory=dict)
    standing: tuple[str, ...] = ()  # on the database now, if nothing was committed since
    commits: int = 0
    commits_then: int = 0


_scenes: dict[sa.Engine, Scenes] = {}


def lay(name: str, build: Callable[[], Built]) -> Built:
    """What `build` made, and its rows committed; needs an app context.

    Its answer must be plain (ids and names), because it is handed out again with other rows.
    """
    if db.engine.dialect.name != "sqlite":
        return _built(build)
    scenes = _of_engine()
    if scenes.commits != scenes.commits_then:  # nobody knows what stands there
        return _built(build)
    if clock.is_frozen():  # what is kept is for tests of the present day
        return _built(build)
    name_here = (*scenes.standing, name)
    if name_here in scenes.kept:
        _copy_in(scenes.kept[name_here][0])
    else:
        made = _built(build)
        scenes.kept[name_here] = (_copied(), made)
    _stands(scenes, name_here)
    built: Built = scenes.kept[name_here][1]
    return built


def is_empty() -> None:
    """The tables have just been made: remember the database so."""
    if db.engine.dialect.name == "sqlite":
        scenes = _of_engine()
        scenes.kept[()] = (_copied(), None)
        _stands(scenes, ())


def empty() -> None:
    """Take every row out of the database."""
    db.session.rollback()
    if db.engine.dialect.name == "postgresql":
        _empty_tables()
        db.session.commit()
    else:
        clear()
    db.session.remove()


def _empty_tables() -> None:
    """Delete the rows of those tables that have any: TRUNCATE of all takes a file or two for each.

    As a replica the server runs no trigger, so neither the order of the tables nor the guards of
    what people wrote stand in the way; only a superuser may say so.
    """
    tables = [table.name for table in Model.metadata.sorted_tables]
    if not db.session.scalar(sa.text("SELECT current_setting('is_superuser') = 'on'")):
        names = ", ".join(f'"{name}"' for name in tables)
        db.session.execute(sa.text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
        return
    asked = " UNION ALL ".join(
        f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in tables
    )
    full = db.session.scalars(sa.text(asked)).all()
    deletes = "".join(f'DELETE FROM "{name}";' for name in full)
    db.session.execute(sa.text(f"SET LOCAL session_replication_role = replica; {deletes}"))
    db.session.execute(
        sa.text(
            "SELECT setval(quote_ident(sequencename)::regclass, start_value, false)"
            " FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL"
        )
    )


def clear() -> None:
    """Lay down the empty database; an SQLite file only."""
    scenes = _of_engine()
    _copy_in(scenes.kept[()][0])
    _stands(scenes, ())


def _of_engine() -> Scenes:
    if db.engine not in _scenes:
        scenes = _scenes[db.engine] = Scenes(commits_then=-1)

        @sa.event.listens_for(db.engine, "commit")
        def count(_: sa.Connection) -> None:
            scenes.commits += 1

    return _scenes[db.engine]


def _stands(scenes: Scenes, names: tuple[str, ...]) -> None:
    scenes.standing, scenes.commits_then = names, scenes.commits


def _built(build: Callable[[], Built]) -> Built:
    made = build()
    db.session.commit()
    return made


def _copied() -> sqlite3.Connection:
    copy = sqlite3.connect(":memory:", check_same_thread=False)
    with db.engine.connect() as connection:
        _raw(connection).backup(copy)
    return copy


def _copy_in(copy: sqlite3.Connection) -> None:
    db.session.remove()
    with db.engine.connect() as connection:
        copy.backup(_raw(connection))


def _raw(connection: sa.Connection) -> sqlite3.Connection:
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw
