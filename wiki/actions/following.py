"""What hangs on a topic goes with it: the rows of every package, found by their foreign keys.

A new table needs no line here. A row that would stand there twice (somebody watches both topics)
stays behind, and is found again when the merge is undone. `info=STAYS` on a column keeps all back.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from core.db import Model, db
from wiki.actions.steps import Step, rows_step, take
from wiki.models import Argument, Option, Revision
from wiki.models.topics import STAYS

TOPIC_ID = Model.metadata.tables["topic"].c.id
OPTION_ID = Model.metadata.tables["option"].c.id
ARGUMENT_ID = Model.metadata.tables["argument"].c.id


def rows_follow(old_id: int, new_id: int) -> list[Step]:
    """Let everything that hangs on the old topic hang on the new one. The steps it took."""
    steps: list[Step] = []
    for column in _columns_of(TOPIC_ID):
        of_views = _of_views() if column.table is Revision.__table__ else sa.true()
        steps += _follow(column, of_views, old_id, new_id)
    return steps


def views_follow(option_ids: list[int], old_id: int, new_id: int) -> list[Step]:
    """Let these options, and whatever hangs on them, go to another topic. The steps it took."""
    argument_ids = list(
        db.session.scalars(sa.select(Argument.id).where(Argument.option_id.in_(option_ids)))
    )
    steps = _follow(_column(Option, "topic_id"), Option.id.in_(option_ids), old_id, new_id)
    by_option, by_argument = _columns_of(OPTION_ID), _columns_of(ARGUMENT_ID)
    for column in _columns_of(TOPIC_ID):
        wheres: list[sa.ColumnElement[bool]] = [
            # An effect has two ends, each a topic and perhaps an option: only that end goes along.
            one.in_(option_ids)
            for one in by_option
            if one.table is column.table and one.name.replace("option", "topic") == column.name
        ]
        wheres += [one.in_(argument_ids) for one in by_argument if one.table is column.table]
        if column.table is Revision.__table__:
            wheres = [_of_views(option_ids, argument_ids)]
        if wheres:
            steps += _follow(column, sa.or_(*wheres), old_id, new_id)
    return steps


def _columns_of(key: sa.Column[Any]) -> list[sa.Column[Any]]:
    return [
        column
        for table in Model.metadata.sorted_tables
        for column in table.columns
        if column.info != STAYS and any(one.column is key for one in column.foreign_keys)
    ]


def _column(kind: type[Model], name: str) -> sa.Column[Any]:
    return Model.metadata.tables[kind.__tablename__].c[name]


def _of_views(
    option_ids: list[int] | None = None, argument_ids: list[int] | None = None
) -> sa.ColumnElement[bool]:
    """Revisions of options and arguments; those of the topic's own words stay its history."""
    if option_ids is None or argument_ids is None:
        return Revision.subject_kind != "topic"
    return sa.or_(
        sa.and_(Revision.subject_kind == "option", Revision.subject_id.in_(option_ids)),
        sa.and_(Revision.subject_kind == "argument", Revision.subject_id.in_(argument_ids)),
    )


def _follow(
    column: sa.Column[Any], which: sa.ColumnElement[bool], old_id: int, new_id: int
) -> list[Step]:
    others = [one for one in column.table.primary_key.columns if one is not column]
    wanted = sa.select(column, *others).where(column == old_id, which).order_by(*others)
    rows = db.session.execute(wanted).mappings().all()
    keys = [{one.name: row[one.name] for one in others} for row in rows]
    return list(_moved(column, keys, old_id, new_id))


def _moved(
    column: sa.Column[Any], keys: list[dict[str, Any]], old_id: int, new_id: int
) -> Iterator[Step]:
    """Move all of them at once, or all but those that a constraint keeps back."""
    if not keys:
        return
    step = rows_step(column, keys, old_id, new_id)
    try:
        with db.session.begin_nested():
            take([step])
    except sa.exc.IntegrityError:
        half = len(keys) // 2
        if half:
            yield from _moved(column, keys[:half], old_id, new_id)
            yield from _moved(column, keys[half:], old_id, new_id)
    else:
        yield step
