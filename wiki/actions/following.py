"""What hangs on a topic goes with it: the rows of every package, found by their foreign keys.

A new table needs no line here. A row that would stand there twice (somebody watches both topics)
stays behind, and is found again when the merge is undone. `info=STAYS` on a column keeps all back.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from core.db import Model, db
from notices.models import Watch
from wiki.actions.steps import Step, rows_step, take
from wiki.models import Argument, Topic
from wiki.models.topics import STAYS

TOPIC_ID = Model.metadata.tables["topic"].c.id
OPTION_ID = Model.metadata.tables["option"].c.id
ARGUMENT_ID = Model.metadata.tables["argument"].c.id


# Rows that are about a subject, told by these columns: they go where the option or argument goes,
# and those about a topic's own words stay with it.
ABOUT = (("subject_kind", "subject_id"), ("from_kind", "from_id"))


def rows_follow(old_id: int, new_id: int) -> list[Step]:
    """Let everything that hangs on the old topic hang on the new one. The steps it took."""
    steps: list[Step] = []
    for column in _columns_of(TOPIC_ID):
        own = _about(column)
        which = [own[0] != "topic"] if own else []
        which += _no_loop(column, new_id)
        steps += _follow(column, sa.and_(sa.true(), *which), old_id, new_id)
    watched = Model.metadata.tables[Watch.__tablename__].c
    return steps + _follow(watched.subject_id, watched.subject_kind == Topic.kind, old_id, new_id)


def views_follow(option_ids: list[int], old_id: int, new_id: int) -> list[Step]:
    """Let these options, and whatever hangs on them, go to another topic. The steps it took."""
    argument_ids = list(
        db.session.scalars(sa.select(Argument.id).where(Argument.option_id.in_(option_ids)))
    )
    ids = {"option": option_ids, "argument": argument_ids}
    of_option = Model.metadata.tables["option"].c
    steps = _follow(of_option.topic_id, of_option.id.in_(option_ids), old_id, new_id)
    for column in _columns_of(TOPIC_ID):
        wheres: list[sa.ColumnElement[bool]] = [
            other.in_(ids[key.table.name])
            for key in (OPTION_ID, ARGUMENT_ID)
            for other in _columns_of(key)
            if other.table is column.table and _end_of(other) == _end_of(column)
        ]
        if own := _about(column):
            wheres += [sa.and_(own[0] == kind, own[1].in_(ids[kind])) for kind in ids]
        if wheres:
            steps += _follow(column, sa.or_(*wheres), old_id, new_id)
    return steps


def _about(column: sa.Column[Any]) -> tuple[sa.Column[Any], sa.Column[Any]] | None:
    """Kind and id of the subject that a row of this column's table is about."""
    there = column.table.columns
    if column.name != "topic_id":
        return None
    return next(((there[kind], there[id_]) for kind, id_ in ABOUT if kind in there), None)


def _end_of(column: sa.Column[Any]) -> str:
    """Which end of a row it belongs to: “from_” for from_topic_id and from_option_id, else ""."""
    name = column.name.removesuffix("_id")
    return name.removesuffix("topic").removesuffix("option").removesuffix("argument")


def _no_loop(column: sa.Column[Any], new_id: int) -> list[sa.ColumnElement[bool]]:
    """What leads from the one topic to the other would lead from it to itself: it stays behind."""
    ends = [
        one for one in _columns_of(TOPIC_ID) if one.table is column.table and one.name != "topic_id"
    ]
    return [one != new_id for one in ends if one is not column and column in ends]


def _columns_of(key: sa.Column[Any]) -> list[sa.Column[Any]]:
    return [
        column
        for table in Model.metadata.sorted_tables
        for column in table.columns
        if column.info != STAYS and any(one.column is key for one in column.foreign_keys)
    ]


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
