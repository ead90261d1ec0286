"""Nothing deletes what people wrote, or changes the log of removals: the last two lines of defence.

The session refuses, and the database itself: by triggers, put there after every migration, because
SQLite loses those of a table that a migration copies.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Connection
from sqlalchemy.orm import ORMExecuteState

from core.db import db

NEVER_DELETED = ("topic", "option", "argument", "revision", "suggestion", "removal", "removal_step")
NEVER_CHANGED = ("removal_step",)
SENTENCE = "What people wrote is never deleted"
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION never_deleted() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{SENTENCE}'; END $$
"""


def put_up(connection: Connection) -> None:
    """Guard every table of the list that is there. May be repeated."""
    take_down(connection)
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text(_FUNCTION))
    for table, act in _guarded(connection):
        connection.execute(sa.text(_trigger(connection.dialect.name, table, act)))


def take_down(connection: Connection) -> None:
    """Let a migration do what it must."""
    on_table = connection.dialect.name == "postgresql"
    for table, act in _guarded(connection):
        where = f' ON "{table}"' if on_table else ""
        connection.execute(sa.text(f"DROP TRIGGER IF EXISTS {_name(table, act)}{where}"))
    if on_table:
        connection.execute(sa.text("DROP FUNCTION IF EXISTS never_deleted()"))


def _guarded(connection: Connection) -> list[tuple[str, str]]:
    there = set(sa.inspect(connection).get_table_names())
    wanted = [(table, "DELETE") for table in NEVER_DELETED]
    wanted += [(table, "UPDATE") for table in NEVER_CHANGED]
    return [(table, act) for table, act in wanted if table in there]


def _name(table: str, act: str) -> str:
    return f"guard_{table}_{act.lower()}"


def _trigger(dialect: str, table: str, act: str) -> str:
    head = f'CREATE TRIGGER {_name(table, act)} BEFORE {act} ON "{table}"'
    if dialect == "postgresql":
        return f"{head} FOR EACH ROW EXECUTE FUNCTION never_deleted()"
    return f"{head} BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"


@event.listens_for(db.session, "before_flush")
def _refuse_deleted_rows(session: Any, _context: Any, _instances: Any) -> None:
    if any(row.__tablename__ in NEVER_DELETED for row in session.deleted):
        raise RuntimeError(SENTENCE)


@event.listens_for(db.session, "do_orm_execute")
def _refuse_delete_statements(state: ORMExecuteState) -> None:
    if state.is_delete and str(state.statement.table) in NEVER_DELETED:  # type: ignore[attr-defined]
        raise RuntimeError(SENTENCE)
