"""Steps: what an act on the structure does to rows, written down so that it can be undone.

A step about a place: {"parent", "child", "was", "now"}, where None stands for “no such place”.
A step about other rows: {"table", "column", "keys", "was", "now"}. Both are done by `take`, which
refuses when a row is not as the step expects it; the same step with `was` and `now` exchanged
undoes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, cast

import sqlalchemy as sa

from core.db import Model, db
from core.errors import Refused
from wiki.models import Place

Step = dict[str, Any]
FACTS = ("label", "position", "heading", "is_home", "added_by_id")
TELLING = ("label", "is_home")  # a place with another of these is not the one that was left
SURE = {("option", "topic_id"), ("topic", "merged_into_id")}  # must be as they were left
AT_ONCE = 5_000  # rows named in one statement
MOVED_ON = "The structure has changed since. Undo the later change first."


def place_step(
    parent_id: int | None, child_id: int, was: dict[str, Any] | None, now: dict[str, Any] | None
) -> Step:
    """A step that adds (`was` None), removes (`now` None) or changes a place."""
    return {"parent": parent_id, "child": child_id, "was": was, "now": now}


def rows_step(column: sa.Column[Any], keys: Sequence[dict[str, Any]], was: Any, now: Any) -> Step:
    """A step that sets a column of rows, named by their other key columns."""
    return {
        "table": str(column.table),
        "column": column.name,
        "keys": list(keys),
        "was": was,
        "now": now,
    }


def facts_of(spot: Place) -> dict[str, Any]:
    """Everything about a place but where it is, as JSON holds it."""
    return {
        **{name: getattr(spot, name) for name in FACTS},
        "added_at": spot.added_at.isoformat(),
    }


def reversed_steps(steps: Iterable[Step]) -> list[Step]:
    """The steps that undo these."""
    return [{**step, "was": step["now"], "now": step["was"]} for step in reversed([*steps])]


def take(steps: Iterable[Step]) -> list[Step]:
    """Do the steps, and give them back for the log. Raises Refused when the world has moved on."""
    taken = list(steps)
    for step in taken:
        if "table" in step:
            _set_rows(step)
        else:
            _set_place(step)
    db.session.flush()
    return taken


def spot_at(parent_id: int | None, child_id: int) -> Place | None:
    """The place of this topic under this parent."""
    under = Place.parent_id == parent_id if parent_id else Place.parent_id.is_(None)
    return db.session.scalar(
        sa.select(Place)
        .where(Place.child_id == child_id, under)
        .execution_options(populate_existing=True)
    )


def _set_place(step: Step) -> None:
    was, now = step["was"], step["now"]
    db.session.flush()
    spot = spot_at(step["parent"], step["child"])
    if was is None:
        if spot is not None:
            raise Refused(MOVED_ON)
        facts = {**now, "added_at": datetime.fromisoformat(now["added_at"])}
        db.session.add(Place(parent_id=step["parent"], child_id=step["child"], **facts))
    elif spot is None or not _is_as(spot, was, telling=now is None):
        raise Refused(MOVED_ON)
    elif now is None:
        db.session.delete(spot)
    else:
        for name, value in now.items():
            setattr(spot, name, value)
    db.session.flush()


def _is_as(spot: Place, was: dict[str, Any], *, telling: bool) -> bool:
    names = TELLING if telling else was
    return all(getattr(spot, name) == was[name] for name in names)


def _set_rows(step: Step) -> None:
    """One statement for rows with a single key, one for each of the others.

    Of what hangs on a topic, a row that has gone elsewhere since stays there.
    """
    table, keys = Model.metadata.tables[step["table"]], step["keys"]
    column = table.c[step["column"]]
    changed = 0
    for where in _wheres(table, keys):
        result = db.session.execute(
            sa.update(table).where(where, column == step["was"]).values({column.name: step["now"]})
        )
        changed += cast("sa.CursorResult[Any]", result).rowcount
    if changed != len(keys) and (table.name, column.name) in SURE:
        raise Refused(MOVED_ON)


def _wheres(table: sa.Table, keys: list[dict[str, Any]]) -> Iterator[sa.ColumnElement[bool]]:
    if all(key.keys() == {"id"} for key in keys):
        ids = [key["id"] for key in keys]
        for start in range(0, len(ids), AT_ONCE):
            yield table.c.id.in_(ids[start : start + AT_ONCE])
        return
    for key in keys:
        yield sa.and_(sa.true(), *(table.c[name] == value for name, value in key.items()))
