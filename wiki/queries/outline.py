"""The outline: the structure of the whole wiki, or of a branch, as far down as fits on a page."""

from __future__ import annotations

from dataclasses import dataclass, field

import sqlalchemy as sa

from core.db import db
from wiki.models import Place, Topic

MOST_LINES = 600  # beyond that, deeper levels are outlines of their own


@dataclass(slots=True)
class OutlineLine:
    """One topic in the outline, under its name in that place."""

    id: int
    title: str
    url: str
    is_home: bool  # what stands under it is shown at its home place only
    below: int  # how many topics stand under it
    lines: list[OutlineLine] = field(default_factory=list)  # those of them that are shown here

    @property
    def outline_url(self) -> str:
        """The outline that begins with it."""
        return f"/topics/outline?under={self.id}"


_under = sa.orm.aliased(Place)
_LEVEL = (
    sa.select(
        Place.parent_id,
        Topic.id,
        Topic.slug,
        sa.func.coalesce(Place.label, Topic.title).label("title"),
        Place.is_home,
        sa.select(sa.func.count())
        .select_from(_under)
        .where(_under.parent_id == Topic.id)
        .correlate(Topic)
        .scalar_subquery()
        .label("below"),
    )
    .join(Topic, Topic.id == Place.child_id)
    .where(Topic.hidden_at.is_(None))
    .order_by(Place.position, Place.id)
)
_TOP = _LEVEL.where(Place.parent_id.is_(None)).limit(MOST_LINES).offset(sa.bindparam("skip"))
_FIRST = (
    _LEVEL.where(Place.parent_id == sa.bindparam("parent_id"))
    .limit(MOST_LINES)
    .offset(sa.bindparam("skip"))
)
_NEXT = _LEVEL.where(Place.parent_id.in_(sa.bindparam("ids", expanding=True)))


def outline(topic_id: int | None, *, page: int = 1, most: int = MOST_LINES) -> list[OutlineLine]:
    """What stands under a topic (None: at the top), level by level while it fits on a page.

    A line is opened when all that stands directly under it fits; else it leads to its own outline.
    At most so many lines, unless the first level alone has more: 600 to a page. One statement for
    each level that is shown.
    """
    skip = {"skip": (page - 1) * MOST_LINES}
    first = (
        db.session.execute(_TOP, skip)
        if topic_id is None
        else db.session.execute(_FIRST, {**skip, "parent_id": topic_id})
    )
    shown = level = [_line(row) for row in first]
    left = most - len(level)
    while opened := _those_that_fit(level, left):
        level = []
        for row in db.session.execute(_NEXT, {"ids": sorted(opened)}):
            level.append(_line(row))
            opened[row.parent_id].lines.append(level[-1])
        left -= len(level)
    return shown


def _those_that_fit(level: list[OutlineLine], left: int) -> dict[int, OutlineLine]:
    """The lines that can be opened with so many lines left: those with little below them first."""
    opened = {}
    for line in sorted(level, key=lambda one: one.below):
        if line.is_home and 0 < line.below <= left:
            opened[line.id] = line
            left -= line.below
    return opened


def _line(row: sa.Row[int, int, str, str, bool, int]) -> OutlineLine:
    return OutlineLine(row.id, row.title, f"/topics/{row.id}-{row.slug}", row.is_home, row.below)
