"""Taking in a file that `export` wrote: all of it, into an empty wiki, or nothing."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from core import events, versions
from core.db import db
from core.errors import Refused
from wiki.exchange import lines
from wiki.exchange.lines import BadLine
from wiki.exchange.storing import Store
from wiki.exchange.tables import EVENT, OUTSIDE, wiki_tables

LONGEST_LINE = 50_000_000  # characters
GZIP = b"\x1f\x8b"
PAGES = ("home", "structure", "suggestions", "topics")  # of an empty wiki that somebody has kept
UNREADABLE = (OSError, EOFError, zlib.error, UnicodeDecodeError)
Progress = Callable[[Iterable[str], int], Iterable[str]]  # wraps the lines; told how many


def load(file: Path, progress: Progress = lambda written, _count: written) -> dict[str, int]:
    """Bring in the file; how many rows of each table. Commits when every line is in.

    Raises Refused when there is a wiki already or when any line will not do; then, and when it is
    interrupted, the wiki is as empty as before.
    """
    number = 1
    try:
        with _lines_of(file) as said:
            expected = _head(next(said, ""))
            _check_empty()
            store = Store()
            for line in progress(said, sum(expected.values())):
                number += 1
                store.take(lines.read(line))
            store.finish(expected)
        _tell_pages()
        events.commit()
    except BadLine as bad:
        raise Refused(f"Line {number:,} {bad}. Nothing was loaded.") from None
    except DBAPIError as error:
        told = str(error.orig).splitlines()[0]
        raise Refused(
            f"Rows up to line {number:,} do not fit together: {told}. Nothing was loaded."
        ) from None
    except UNREADABLE as error:
        raise Refused(f"The file cannot be read after line {number:,}: {error}.") from None
    finally:
        db.session.rollback()
    return store.counts


@contextmanager
def _lines_of(file: Path) -> Iterator[Iterator[str]]:
    with file.open("rb") as raw:
        zipped = raw.read(2) == GZIP
        raw.seek(0)
        packed = gzip.GzipFile(fileobj=raw) if zipped else raw
        with packed, io.TextIOWrapper(packed, encoding="utf-8") as text:
            yield iter(lambda: text.readline(LONGEST_LINE), "")


def _head(line: str) -> dict[str, int]:
    """How many rows of each table are to come. Raises Refused for what is no such file."""
    try:
        said = lines.read(line)
    except BadLine:
        said = {}
    if said.get("format") != lines.FORMAT:
        raise Refused("This is not a wiki that Folkmoot has exported: its first line says so.")
    if said.get("version") != lines.VERSION:
        raise Refused(f"The file is of version {said.get('version')}; this site reads 1.")
    rows = said.get("rows")
    if not isinstance(rows, dict) or not all(type(count) is int for count in rows.values()):
        raise Refused("The first line does not say how many rows there are.")
    unknown = rows.keys() - {*OUTSIDE, EVENT, *(table.name for table in wiki_tables())}
    if unknown:
        raise Refused(
            f"The file has rows of “{min(unknown)}”, which this site does not know. "
            "Bring the site up to the version that wrote the file."
        )
    return rows


def _check_empty() -> None:
    """Refuse where there is a wiki; from now on nobody else begins one before we have done."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(sa.text("LOCK TABLE topic, event IN EXCLUSIVE MODE"))
    for table in wiki_tables():
        if db.session.scalar(sa.select(sa.exists().select_from(table))):
            raise Refused(
                f"There is a wiki here already: the table “{table.name}” has rows. "
                "A whole wiki is loaded into an empty one only."
            )


def _tell_pages() -> None:
    """Every page is another one now."""
    db.session.execute(
        sa.update(versions.PageVersion).values(number=versions.PageVersion.number + 1)
    )
    versions.move_on(PAGES)
