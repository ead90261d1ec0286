"""Rows of a file into tables, some hundred at a time, numbers of rows kept."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from core.clock import today
from core.db import Model, count_on, db
from core.text.cleaning import clean_again
from wiki.exchange import lines
from wiki.exchange.lines import BadLine
from wiki.exchange.tables import (
    AS_EVENTS,
    EVENT,
    MEMBER,
    OUTSIDE,
    key_of,
    kind_of,
    later_in,
    rows_at_once,
    target_of,
    wiki_tables,
)

HTML = "html"  # columns of this name go to pages as they are

Row = dict[str, Any]


class Store:
    """Takes in the lines of one file, in their order. Never commits."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = Counter()
        order = wiki_tables()
        self._tables = {table.name: table for table in (_table(EVENT), *order)}
        self._later = {
            table.name: [name for name in later_in(table, order) if table.c[name].nullable]
            for table in order
        }
        self._waiting: list[Row] = []
        self._waiting_for = ""
        self._references: list[tuple[sa.Table, Row]] = []  # set when all rows are there
        self._numbers: dict[str, dict[int | str, int]] = {name: {} for name in OUTSIDE}  # here
        self._may_keep = {name: _is_empty(name) for name in OUTSIDE}
        # What happened here already keeps its numbers; what is loaded comes after it.
        self._shift = db.session.scalar(sa.select(sa.func.max(_table(EVENT).c.id))) or 0
        self._ended: int | None = None

    def take(self, said: Mapping[str, Any]) -> None:
        """Deal with one line after the first. Raises BadLine."""
        if self._ended is not None:
            raise BadLine("comes after the end")
        if isinstance(said.get("end"), int):
            self._ended = said["end"]
            return
        name, row = lines.row_of(said)
        if name in OUTSIDE:
            self._know(name, row)
        elif name in self._tables:
            self._take_row(self._tables[name], row)
        else:
            raise BadLine(f"has a row of “{name}”, which this site does not know")
        self.counts[name] += 1

    def finish(self, expected: Mapping[str, int]) -> None:
        """Put in what waits. Raises BadLine when lines are missing."""
        self._put_in()
        for table, row in self._references:
            is_it = [table.c[name] == row.pop(name) for name in key_of(table)]
            db.session.execute(sa.update(table).where(*is_it).values(row))
        missing = {name for name, count in expected.items() if self.counts.get(name, 0) != count}
        if missing or self._ended != sum(expected.values()):
            raise BadLine("is the last, and rows are missing: the file was cut off or changed")
        count_on((*self._tables.values(), *map(_table, OUTSIDE)))

    def _know(self, name: str, row: Row) -> None:
        """Who is here already stays who they are; other members become names without account."""
        table, (columns, key) = _table(name), OUTSIDE[name]
        number = row.pop("id", None)
        if not isinstance(number, int | str) or not row.keys() <= set(columns):
            raise BadLine(f"is no {name} with a number")
        lasting = row.get(key) or uuid.uuid4().hex
        here = db.session.scalar(sa.select(table.c.id).where(table.c[key] == lasting))
        if here is None:
            facts = self._ready(table, {**row, key: lasting})
            if self._may_keep[name] and isinstance(number, int):
                facts["id"] = number
            facts.update({"joined_on": today()} if name == MEMBER else {})
            here = db.session.scalar(sa.insert(table).values(facts).returning(table.c.id))
        self._numbers[name][number] = here or 0

    def _take_row(self, table: sa.Table, row: Row) -> None:
        if self._waiting_for != table.name or len(self._waiting) >= rows_at_once(table):
            self._put_in()
        if self._waiting and self._waiting[0].keys() != row.keys():
            self._put_in()
        self._waiting_for = table.name
        ready = self._ready(table, row)
        later = {name: ready[name] for name in self._later.get(table.name, ()) if ready.get(name)}
        if later:
            key = {name: ready[name] for name in key_of(table)}
            self._references.append((table, {**key, **later}))
            ready.update(dict.fromkeys(later))
        self._waiting.append(ready)

    def _ready(self, table: sa.Table, row: Row) -> Row:
        """The row as the columns store it."""
        unknown = row.keys() - table.columns.keys()
        if unknown:
            raise BadLine(f"has “{min(unknown)}”, which “{table.name}” does not have")
        return {name: self._stored(table.c[name], value) for name, value in row.items()}

    def _stored(self, column: sa.Column[Any], value: Any) -> Any:
        target = MEMBER if column.name == "actor_id" else target_of(column)
        if value is None:
            return None
        if target in OUTSIDE:
            if not isinstance(value, int | str) or value not in self._numbers[target]:
                raise BadLine(f"names the {target} {value}, who is not in the file")
            return self._numbers[target][value]
        value = lines.value_of(value, kind_of(column))
        if target == EVENT or column.name in AS_EVENTS or column is _table(EVENT).c.id:
            return value + self._shift
        # A file may come from anywhere; what stands in a page is cleaned whoever wrote it.
        return clean_again(value) if column.name == HTML else value

    def _put_in(self) -> None:
        if self._waiting:
            db.session.execute(sa.insert(self._tables[self._waiting_for]), self._waiting)
            self._waiting = []


def _table(name: str) -> sa.Table:
    return Model.metadata.tables[name]


def _is_empty(name: str) -> bool:
    return not db.session.scalar(sa.select(sa.exists().select_from(_table(name))))
