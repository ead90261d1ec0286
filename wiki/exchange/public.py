"""What of the wiki anyone may take away: what the public pages show, and no more.

A table stands here only when every column of it may be read by everyone. A member is a name, where
the pages name them, and otherwise “A member”: no number goes out by which two rows that do not name
their author could be told to be of one person.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from core import subjects
from core.db import Model
from wiki.exchange.tables import MEMBER, in_order, leading_to, target_of, wiki_tables

A_MEMBER = "A member"
NAMED = "named"  # the column that says whether a row's author wants to be named
ALWAYS = ""
# Table → the columns whose member the pages name: when the row says so, or always.
CREDITS: dict[str, dict[str, str]] = {
    "topic": {},
    "topic_alias": {},
    "place": {},
    "option": {"author_id": NAMED},
    "argument": {"author_id": NAMED},
    "suggestion": {"author_id": NAMED, "decided_by_id": ALWAYS},
    "revision": {"by_id": ALWAYS},
}


def parts() -> dict[str, sa.Select[Any]]:
    """What is read of each table, in the order of the file; those who are named come first."""
    ours = [table for table in wiki_tables() if table.name in CREDITS]
    return {MEMBER: _people(ours), **{table.name: _shown(table) for table in ours}}


def _people(ours: list[sa.Table]) -> sa.Select[Any]:
    """The names in the file; a name is its own number."""
    names = [
        sa.select(_credit(table, column).label("name"))
        for table in ours
        for column in leading_to(MEMBER, table)
    ]
    name = sa.union(*names, sa.select(sa.literal(A_MEMBER))).subquery().c.name
    return sa.select(name.label("id"), name.label("name")).where(name.is_not(None)).order_by(name)


def _shown(table: sa.Table) -> sa.Select[Any]:
    columns = [
        _credit(table, column).label(column.name) if target_of(column) == MEMBER else column
        for column in table.columns
    ]
    return in_order(table).with_only_columns(*columns).where(*_not_hidden(table))


def _credit(table: sa.Table, column: sa.Column[Any]) -> sa.ColumnElement[Any]:
    """The name of this column's member, “A member”, or nothing where there is none."""
    member = Model.metadata.tables[MEMBER]
    name = sa.select(member.c.name).where(member.c.id == column).scalar_subquery()
    when = CREDITS[table.name].get(column.name)
    if when is None and column.nullable:
        return sa.null()
    if when is None:
        return sa.literal(A_MEMBER)
    if when == ALWAYS:
        return name
    return sa.case((column.is_(None), None), (table.c[when], name), else_=A_MEMBER)


def _not_hidden(table: sa.Table) -> list[sa.ColumnElement[bool]]:
    """Neither the row itself is hidden nor anything it stands in or speaks of."""
    wheres = []
    for cls in subjects.kinds().values():
        hidden = sa.select(cls.id).where(~cls.is_shown())
        if cls.__table__ is table:
            wheres.append(cls.is_shown())
        wheres += [
            sa.or_(column.is_(None), column.not_in(hidden))
            for column in table.columns
            if target_of(column) == cls.__tablename__ != MEMBER and not column.primary_key
        ]
        if {"subject_kind", "subject_id"} <= {*table.columns.keys()}:
            is_one = table.c.subject_kind == cls.kind
            wheres.append(~sa.and_(is_one, table.c.subject_id.in_(hidden)))
    return wheres
