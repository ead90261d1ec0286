"""Page versions: a number per named page that moves on with every event on something it shows.

The page cache and the ETags hang on these numbers, so nothing is ever invalidated by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model, db, glance


class PageVersion(Model):
    """How often anything shown on the page of this name has changed."""

    __tablename__ = "page_version"

    name: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]


def read(names: Sequence[str]) -> tuple[int, ...]:
    """The numbers of these pages in the order asked; 0 where nothing has happened. 1 statement.

    Every page asks this first and most ask nothing else, so it goes past the session.
    """
    with glance() as cursor:
        cursor.execute(_statement(len(names), db.engine.dialect.name), tuple(names))
        found = dict(cursor.fetchall())
    return tuple(found.get(name, 0) for name in names)


@lru_cache
def _statement(count: int, dialect: str) -> str:
    marks = ", ".join(["?" if dialect == "sqlite" else "%s"] * count)
    return f"SELECT name, number FROM page_version WHERE name IN ({marks})"  # noqa: S608 — marks


def move_on(names: Iterable[str]) -> None:
    """Add one to each number, in name order, so that two transactions cannot deadlock."""
    rows = [{"name": name, "number": 1} for name in sorted(set(names))]
    if not rows:
        return
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    statement = insert(PageVersion).values(rows)
    db.session.execute(
        statement.on_conflict_do_update(
            index_elements=[PageVersion.name], set_={"number": PageVersion.number + 1}
        )
    )
