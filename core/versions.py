"""Page versions: a number per named page that moves on with every event on something it shows.

The page cache and the ETags hang on these numbers, so nothing is ever invalidated by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache

from sqlalchemy import event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Mapped, Session, SessionTransaction, mapped_column

from core.db import Model, db, glance

_MOVED = "pages that moved on"
_AT_ONCE = 1000  # rows of one statement


class PageVersion(Model):
    """How often anything shown on the page of this name has changed."""

    __tablename__ = "page_version"

    name: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]


def read(names: Sequence[str], engine: Engine | None = None) -> tuple[int, ...]:
    """The numbers of these pages in the order asked; 0 where nothing has happened. 1 statement.

    Every page asks this first and most ask nothing else, so it goes past the session.
    """
    database = engine or db.engine
    with glance(database) as cursor:
        cursor.execute(_statement(len(names), database.dialect.name), tuple(names))
        found = dict(cursor.fetchall())
    return tuple(found.get(name, 0) for name in names)


@lru_cache
def _statement(count: int, dialect: str) -> str:
    marks = ", ".join(["?" if dialect == "sqlite" else "%s"] * count)
    return f"SELECT name, number FROM page_version WHERE name IN ({marks})"  # noqa: S608 — marks


def move_on(names: Iterable[str]) -> None:
    """Add one to each number when this transaction commits, if it does.

    All at once, last and in name order: rows that every writer touches are locked for a moment
    only, and no two transactions can wait for each other.
    """
    if not db.session().in_transaction():
        db.session.begin()  # so that giving up is noticed
    db.session.info.setdefault(_MOVED, set()).update(names)


@contextmanager
def unmoved() -> Iterator[None]:
    """Within the block something is tried and taken back: no page moves on for it."""
    before = set(db.session.info.get(_MOVED, ()))
    try:
        yield
    finally:
        db.session.info[_MOVED] = before


@event.listens_for(db.session, "before_commit")
def _write(session: Session) -> None:
    if session.in_nested_transaction():
        return  # a savepoint; the transaction around it is not over
    names = sorted(session.info.pop(_MOVED, ()))
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    for start in range(0, len(names), _AT_ONCE):
        rows = [{"name": name, "number": 1} for name in names[start : start + _AT_ONCE]]
        session.execute(
            insert(PageVersion)
            .values(rows)
            .on_conflict_do_update(
                index_elements=[PageVersion.name], set_={"number": PageVersion.number + 1}
            )
        )


@event.listens_for(db.session, "after_soft_rollback")
def _forget(session: Session, given_up: SessionTransaction) -> None:
    if not given_up.nested:
        session.info.pop(_MOVED, None)
