"""Contents: what stands under a topic, told by each topic's own summary, so that it stays true."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from core.db import db
from wiki.models import Argument, Option, Place, Topic

MOST_CHILDREN = 200  # on one screen


@dataclass(frozen=True, slots=True)
class Child:
    """One entry of a contents page."""

    id: int
    title: str  # its label in this place
    url: str
    summary: str
    options: int
    one_sided: int  # options with no argument on one of the sides
    subtopics: int


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


def _children(where: sa.ColumnElement[bool]) -> sa.Select[int, str, str, str, int, int, int]:
    return (
        sa.select(
            Topic.id,
            Topic.slug,
            sa.func.coalesce(Place.label, Topic.title).label("title"),
            Topic.summary,
            _count(Option, _option_shown).label("options"),
            _count(Option, _option_shown, sa.or_(_lacks("for"), _lacks("against"))).label(
                "one_sided"
            ),
            _count(_spot, _spot.parent_id == Topic.id).label("subtopics"),
        )
        .select_from(Place)
        .join(Topic, Topic.id == Place.child_id)
        .where(where, Topic.hidden_at.is_(None))
        .order_by(Place.position, Place.id)
        .limit(MOST_CHILDREN + 1)
        .offset(sa.bindparam("skip"))
    )


_UNDER = _children(Place.parent_id == sa.bindparam("parent_id"))
_AT_TOP = _children(Place.parent_id.is_(None))


def children(topic_id: int | None, *, page: int = 1) -> list[Child]:
    """What stands under a topic (None: at the top), in the editors' order. 1 statement.

    At most 201: one more than fits on a page tells that there is another.
    """
    asked = {"skip": (page - 1) * MOST_CHILDREN}
    if topic_id is None:
        rows = db.session.execute(_AT_TOP, asked)
    else:
        rows = db.session.execute(_UNDER, {**asked, "parent_id": topic_id})
    return [
        Child(
            row.id,
            row.title,
            f"/topics/{row.id}-{row.slug}",
            row.summary,
            row.options,
            row.one_sided,
            row.subtopics,
        )
        for row in rows
    ]


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


def top_topics(*, page: int = 1) -> list[tuple[Child, list[dict[str, str]]]]:
    """The topics at the top, each with links to those under it. 2 statements."""
    top = children(None, page=page)
    below = _second_level([child.id for child in top])
    return [(child, below[child.id]) for child in top]


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
