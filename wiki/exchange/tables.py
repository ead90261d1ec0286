"""Which tables the wiki has, found by walking the models, so that none is forgotten."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import sqlalchemy as sa

from core import subjects
from core.db import Model

PACKAGE = "wiki."
LEFT_OUT: dict[str, str] = {}  # table → why its rows do not travel
MEMBER, EVENT = "member", "event"
# What rows of the wiki refer to beyond it: the columns that travel, the number first, and the one
# by which a row is known again on another site. In the order in which they refer to one another.
OUTSIDE: dict[str, tuple[tuple[str, ...], str]] = {
    "region": (("id", "code", "slug", "name"), "code"),
    "clp": (("id", "code", "slug", "name", "region_id"), "code"),
    MEMBER: (("id", "uuid", "name"), "uuid"),
}
AS_EVENTS = frozenset({"told_up_to", "read_up_to"})  # columns that hold numbers of events


@cache
def wiki_tables() -> tuple[sa.Table, ...]:
    """Every table of the wiki that travels, each after those it refers to."""
    ours = {
        mapper.local_table
        for mapper in Model.registry.mappers
        if mapper.class_.__module__.startswith(PACKAGE)
    }
    return tuple(
        table
        for table in Model.metadata.sorted_tables
        if table in ours and table.name not in LEFT_OUT
    )


@cache
def wiki_kinds() -> tuple[str, ...]:
    """The kinds of subject that the wiki has, in order of name."""
    kinds = subjects.kinds().items()
    return tuple(sorted(kind for kind, cls in kinds if cls.__module__.startswith(PACKAGE)))


def target_of(column: sa.Column[Any]) -> str:
    """The table this column refers to; "" when it refers to none."""
    return next((key.column.table.name for key in column.foreign_keys), "")


def kind_of(column: sa.Column[Any]) -> type:
    """The Python type of its values."""
    kind = column.type
    found: type = (kind.impl_instance if isinstance(kind, sa.TypeDecorator) else kind).python_type
    return found


def leading_to(target: str, table: sa.Table) -> list[sa.Column[Any]]:
    """The columns of the table that refer to the target."""
    return [column for column in table.columns if target_of(column) == target]


def later_in(table: sa.Table, order: Iterable[sa.Table]) -> list[str]:
    """Columns that refer to rows which may come later in the file: of this table or one after."""
    names = [one.name for one in order]
    coming = set(names[names.index(table.name) :])
    return [column.name for column in table.columns if target_of(column) in coming]


def key_of(table: sa.Table) -> list[str]:
    """The names of the primary key's columns."""
    return [column.name for column in table.primary_key.columns]


def in_order(table: sa.Table) -> sa.Select[Any]:
    """All rows, in the order of their keys, so that two files can be compared line by line.

    Of what happened, and of what speaks of it, only what happened in the wiki.
    """
    events = Model.metadata.tables[EVENT]
    ours = events.c.subject_kind.in_(wiki_kinds())
    wheres = [column.in_(sa.select(events.c.id).where(ours)) for column in leading_to(EVENT, table)]
    wheres += [ours] if table is events else []
    return sa.select(table).where(*wheres).order_by(*table.primary_key.columns)


def rows_at_once(table: sa.Table) -> int:
    """How many rows of it may be in memory: of those that hold whole files, one."""
    return 1 if any(kind_of(column) is bytes for column in table.columns) else 500
