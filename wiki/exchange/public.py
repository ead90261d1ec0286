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
    "source": {},
    "citation": {},
    "effect": {},
    "see_also": {},
}
ITS_AUTHOR = "author_id"
ITS_PAST = "own_words"  # subjects whose revisions are of one member, who may not wish to be named


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
    columns = [_column(table, column).label(column.name) for column in table.columns]
    return in_order(table).with_only_columns(*columns).where(*_not_hidden(table))


def _column(table: sa.Table, column: sa.Column[Any]) -> sa.ColumnElement[Any]:
    if target_of(column) == MEMBER:
        return _credit(table, column)
    if _may_be_left_out(table, column):
        hidden = [column.in_(ids) for name, ids in _hidden() if name == target_of(column)]
        return sa.case((sa.or_(*hidden), None), else_=column) if hidden else column
    return column


def _credit(table: sa.Table, column: sa.Column[Any]) -> sa.ColumnElement[Any]:
    """The name of this column's member, “A member”, or nothing where there is none."""
    member = Model.metadata.tables[MEMBER]
    name = sa.select(member.c.name).where(member.c.id == column).scalar_subquery()
    when = CREDITS[table.name].get(column.name)
    if when is None:
        return sa.null() if column.nullable else sa.literal(A_MEMBER)
    unnamed: list[sa.ColumnElement[bool]] = [table.c[when].is_(sa.false())] if when else []
    if when == ALWAYS and NAMED in table.columns:  # who takes back their own suggestion decides it
        own = column == table.c[ITS_AUTHOR]
        unnamed.append(sa.and_(own, table.c[NAMED].is_(sa.false())))
    if "subject_kind" in table.columns:
        unnamed.append(table.c.subject_kind == ITS_PAST)
    return sa.case((column.is_(None), None), *((one, A_MEMBER) for one in unnamed), else_=name)


def _may_be_left_out(table: sa.Table, column: sa.Column[Any]) -> bool:
    """Whether the row can be read without it: what it came from, what it went into."""
    return bool(column.nullable) and target_of(column) in {"suggestion", table.name}


def _hidden() -> list[tuple[str, sa.Select[int]]]:
    """By table: the numbers of what is hidden, or stands in what is."""
    return [
        (cls.__tablename__, sa.select(cls.id).where(~cls.is_shown()))
        for cls in subjects.kinds().values()
        if cls.__tablename__ != MEMBER
    ]


def _not_hidden(table: sa.Table) -> list[sa.ColumnElement[bool]]:
    """Neither the row itself is hidden nor anything it stands in or speaks of."""
    wheres = [cls.is_shown() for cls in subjects.kinds().values() if cls.__table__ is table]
    for name, hidden in _hidden():
        wheres += [
            sa.or_(column.is_(None), column.not_in(hidden))
            for column in table.columns
            if target_of(column) == name and not _may_be_left_out(table, column)
        ]
        if "subject_kind" in table.columns:
            is_one = table.c.subject_kind == _kind_of(name)
            wheres.append(~sa.and_(is_one, table.c.subject_id.in_(hidden)))
    return wheres


def _kind_of(table: str) -> str:
    kinds = subjects.kinds().values()
    return next(cls.kind for cls in kinds if cls.__tablename__ == table)
