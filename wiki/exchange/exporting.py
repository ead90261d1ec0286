"""Writing the whole wiki to a file, line by line, as it stood at one moment."""

from __future__ import annotations

import gzip
import io
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from core.db import Model, snapshot
from wiki.exchange import lines, public
from wiki.exchange.tables import (
    EVENT,
    MEMBER,
    OUTSIDE,
    in_order,
    leading_to,
    rows_at_once,
    wiki_tables,
)

_events = Model.metadata.tables[EVENT]
Parts = dict[str, sa.Select[Any]]  # table → what is read of it, in the order of the file
Progress = Callable[[Iterable[str], int], Iterable[str]]  # wraps the lines; told how many


def export(
    file: Path, *, only_public: bool = False, progress: Progress = lambda written, _count: written
) -> int:
    """Write the file, gzipped when its name says so; how many rows. Only reads.

    The file appears under its name when it is whole, in place of one that was there.
    """
    unfinished = file.with_name(f".{file.name}.unfinished")
    parts = public.parts() if only_public else _everything()
    try:
        with _new(unfinished, zipped=file.suffix == ".gz") as out, snapshot() as database:
            counts = {name: _count(database, wanted) for name, wanted in parts.items()}
            total = sum(counts.values())
            out.write(lines.head(counts, public=only_public))
            out.writelines(progress(_lines(database, parts), total))
            out.write(lines.end(total))
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
    return total


@contextmanager
def _new(path: Path, *, zipped: bool) -> Iterator[IO[str]]:
    """A file that nobody else may read; zipped, its bytes hold neither a time nor a name."""
    number = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with os.fdopen(number, "wb") as raw:
        packed = gzip.GzipFile("", "wb", 6, raw, mtime=0) if zipped else raw
        with packed, io.TextIOWrapper(packed, encoding="utf-8", newline="\n") as out:
            yield out


def _everything() -> Parts:
    """All that is stored; what it refers to beyond the wiki comes first."""
    return {
        **{name: _outside(name) for name in OUTSIDE},
        **{table.name: in_order(table) for table in (_events, *wiki_tables())},
    }


def _outside(name: str) -> sa.Select[Any]:
    """Those whom any row names: of members number, lasting number and name, and no address."""
    table = Model.metadata.tables[name]
    columns, _key = OUTSIDE[name]
    named = _named("clp") if name == "region" else _named(name)
    if name == MEMBER:
        named.append(in_order(_events).with_only_columns(_events.c.actor_id).order_by(None))
    ids = sa.select(sa.union(*named).subquery())
    if name == "region":
        clp = Model.metadata.tables["clp"]
        ids = sa.select(clp.c.region_id).where(clp.c.id.in_(ids))
    return (
        sa.select(*(table.c[column] for column in columns))
        .where(table.c.id.in_(ids))
        .order_by(table.c.id)
    )


def _named(name: str) -> list[sa.Select[Any]]:
    return [sa.select(column) for table in wiki_tables() for column in leading_to(name, table)]


def _count(database: Connection, wanted: sa.Select[Any]) -> int:
    rows = wanted.order_by(None).subquery()
    return database.scalar(sa.select(sa.func.count()).select_from(rows)) or 0


def _lines(database: Connection, parts: Parts) -> Iterator[str]:
    for name, wanted in parts.items():
        at_once = rows_at_once(Model.metadata.tables[name])
        rows = database.execution_options(yield_per=at_once).execute(wanted)
        for row in rows.mappings():
            yield lines.line_of(name, dict(row))
