"""Contents: what stands under a topic, told by each topic's own summary, so that it stays true."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from core.dates import count_of, day
from core.db import UtcDateTime, db
from wiki.models import Argument, Option, Place, Revision, Topic

MOST_CHILDREN = 200  # on one screen


@dataclass(frozen=True, slots=True)
class Child:
    """One entry of a contents page."""

    id: int
    title: str  # its label in this place
    url: str
    summary: str
    options: int
    lacks_for: int | None  # an option with no argument for it
    lacks_against: int | None
    subtopics: int
    polls: int  # open ones
    changed_at: datetime  # the newest change of its words, options and arguments
    heading: str  # groups it with its neighbours; "" for none

    def counts(self, below: Sequence[object]) -> str:
        """“3 options, 2 subtopics, changed 14 March 2025”; no number of what is listed below it.

        Made here and not in the template, which would escape each of five pieces for 200 children.
        """
        options = f"{count_of(self.options, 'option')}, " if self.options else ""
        counted = self.subtopics and not below
        subtopics = f"{count_of(self.subtopics, 'subtopic')}, " if counted else ""
        return f"{options}{subtopics}changed {day(self.changed_at)}"


_spot = sa.orm.aliased(Place)
_option_shown = sa.and_(
    Option.topic_id == Topic.id, Option.hidden_at.is_(None), Option.archived_at.is_(None)
)


def _lacks(side: str) -> sa.ColumnElement[bool]:
    argument = sa.orm.aliased(Argument)
    return ~sa.exists().where(
        argument.option_id == Option.id,
        argument.side == side,
        argument.hidden_at.is_(None),
        argument.archived_at.is_(None),
    )


def _count(kind: Any, *where: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
    return (
        sa.select(sa.func.count())
        .select_from(kind)
        .where(*where)
        .correlate(Topic)
        .scalar_subquery()
    )


_counted: dict[str, sa.ScalarSelect[int]] = {}


def count_on_contents(name: str, count: sa.ScalarSelect[int]) -> None:
    """Let contents pages show another number of each topic (“polls”), from a package to the left.

    `count` is correlated to Topic, and becomes part of the one statement that reads the children.
    """
    _counted[name] = count
    _children.cache_clear()


def _option_lacking(side: str) -> sa.ScalarSelect[int]:
    return (
        sa.select(sa.func.min(Option.id))
        .where(_option_shown, _lacks(side))
        .correlate(Topic)
        .scalar_subquery()
    )


_newest = (
    sa.select(sa.func.max(Revision.at))
    .where(Revision.topic_id == Topic.id)
    .correlate(Topic)
    .scalar_subquery()
)


@cache
def _children(*, at_top: bool) -> Any:
    where = Place.parent_id.is_(None) if at_top else Place.parent_id == sa.bindparam("parent_id")
    return (
        sa.select(
            Topic.id,
            sa.func.coalesce(Place.label, Topic.title).label("title"),
            (sa.literal("/topics/") + sa.cast(Topic.id, sa.String) + "-" + Topic.slug).label("url"),
            Topic.summary,
            _count(Option, _option_shown).label("options"),
            _option_lacking("for").label("lacks_for"),
            _option_lacking("against").label("lacks_against"),
            _count(_spot, _spot.parent_id == Topic.id).label("subtopics"),
            _counted.get("polls", sa.literal(0)).label("polls"),
            sa.func.coalesce(_newest, Topic.changed_at, type_=UtcDateTime()).label("changed_at"),
            Place.heading,
        )
        .select_from(Place)
        .join(Topic, Topic.id == Place.child_id)
        .where(where, Topic.hidden_at.is_(None))
        .order_by(Place.position, Place.id)
        .limit(MOST_CHILDREN + 1)
        .offset(sa.bindparam("skip"))
    )


def children(topic_id: int | None, *, page: int = 1) -> list[Child]:
    """What stands under a topic (None: at the top), in the editors' order. 1 statement.

    At most 201: one more than fits on a page tells that there is another.
    """
    asked = {"skip": (page - 1) * MOST_CHILDREN}
    if topic_id is not None:
        asked["parent_id"] = topic_id
    return [Child(*row) for row in db.session.execute(_children(at_top=topic_id is None), asked)]


_SECOND_LEVEL = (
    sa.select(
        Place.parent_id,
        Topic.id,
        Topic.slug,
        sa.func.coalesce(Place.label, Topic.title).label("title"),
    )
    .join(Topic, Topic.id == Place.child_id)
    .where(Place.parent_id.in_(sa.bindparam("ids", expanding=True)), Topic.hidden_at.is_(None))
    .order_by(Place.position, Place.id)
)


def _second_level(ids: list[int]) -> dict[int, list[dict[str, str]]]:
    found: dict[int, list[dict[str, str]]] = defaultdict(list)
    for row in db.session.execute(_SECOND_LEVEL, {"ids": ids}):
        found[row.parent_id].append({"title": row.title, "url": f"/topics/{row.id}-{row.slug}"})
    return found


def top_topics(*, page: int = 1) -> tuple[list[Child], dict[int, list[dict[str, str]]]]:
    """The topics at the top, and by their ids links to those under each. 2 statements."""
    top = children(None, page=page)
    return top, _second_level([child.id for child in top])


def by_heading(found: Iterable[Child]) -> list[tuple[str, list[Child]]]:
    """The entries of a contents page, grouped by the headings that editors gave them.

    Each group stands where the first of it stands.
    """
    groups: dict[str, list[Child]] = {}
    for child in found:
        groups.setdefault(child.heading, []).append(child)
    return list(groups.items())


_FIRST_LEVEL = (
    sa.select(
        Topic.id,
        Topic.slug,
        sa.func.coalesce(Place.label, Topic.title).label("title"),
        Topic.summary,
    )
    .join(Place, Topic.id == Place.child_id)
    .where(Place.parent_id.is_(None), Topic.hidden_at.is_(None))
    .order_by(Place.position, Place.id)
    .limit(40)
)


def home_topics() -> list[dict[str, Any]]:
    """For the front page: title, url, summary of each top topic, and its children. 2 statements."""
    top = db.session.execute(_FIRST_LEVEL).all()
    below = _second_level([row.id for row in top])
    return [
        {
            "title": row.title,
            "url": f"/topics/{row.id}-{row.slug}",
            "summary": row.summary,
            "children": below[row.id],
        }
        for row in top
    ]
