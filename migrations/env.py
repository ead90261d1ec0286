"""Alembic's entry: runs migrations on the app's database, in batch mode for SQLite.

Changing a table of SQLite means making another, copying the rows and dropping the old one, which
foreign keys forbid. So they are off meanwhile, as https://sqlite.org/lang_altertable.html says,
and are checked before anything is kept: all migrations of a run, or none.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from flask import current_app

from core.db import UtcDateTime
from wiki import guards


def without_our_code(kind: str, item: object, _autogen: Any) -> str | Literal[False]:
    """A migration names no class of ours: it must run when that class has long changed."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


@contextmanager
def without_foreign_keys(connection: sa.Connection) -> Iterator[None]:
    """SQLite does not look at foreign keys within the block; the pragma does nothing once begun."""
    raw = connection.connection.driver_connection
    is_sqlite = connection.dialect.name == "sqlite"
    if is_sqlite and raw is not None:
        raw.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        if is_sqlite and raw is not None:
            raw.execute("PRAGMA foreign_keys=ON")


def check_foreign_keys(connection: sa.Connection) -> None:
    """Raise before anything is kept when a row points to nothing."""
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise RuntimeError(f"These rows would point to nothing: {broken[:5]}")


migrate = current_app.extensions["migrate"]
db = migrate.db
options = {
    "target_metadata": db.metadata,
    "render_as_batch": True,
    "compare_type": True,
    "render_item": without_our_code,
    **{key: value for key, value in migrate.configure_args.items() if key != "render_as_batch"},
}

if context.is_offline_mode():
    context.configure(url=str(db.engine.url), literal_binds=True, **options)
    with context.begin_transaction():
        context.run_migrations()
else:
    with db.engine.connect() as connection, without_foreign_keys(connection):
        context.configure(connection=connection, transactional_ddl=True, **options)
        with context.begin_transaction():
            guards.take_down(connection)
            context.run_migrations()
            guards.put_up(connection)
            check_foreign_keys(connection)
