"""The log of the structure, and what editors should look at in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from accounts.models import Member
from core.db import db
from wiki.models import Option, Place, StructureChange, Topic, home_trails
from wiki.queries.views import naming
from wiki.rules import MANY_CHILDREN, MANY_PLACES, doubts

LOG_PAGE = 50
MOST_LISTED = 200  # in each list of a report


@dataclass(frozen=True, slots=True)
class StructureChangeShown:
    """One line of the log."""

    id: int
    said: str
    why: str
    by: str
    at: datetime
    topic_url: str
    is_undone: bool


@dataclass(frozen=True, slots=True)
class TopicFound:
    """A topic in a report, with where it stands and how many of what the report counts."""

    id: int
    title: str
    url: str
    where: str  # its home trail
    count: int = 0


_undoing = sa.orm.aliased(StructureChange)
_LOG = (
    sa.select(
        StructureChange.id,
        StructureChange.said,
        StructureChange.why,
        StructureChange.at,
        Member.name.label("by"),
        Topic.id.label("topic_id"),
        Topic.slug,
        sa.exists().where(_undoing.undoes_id == StructureChange.id).label("is_undone"),
    )
    .join(Topic, Topic.id == StructureChange.topic_id)
    .outerjoin(Member, Member.id == StructureChange.by_id)
    .where(Topic.hidden_at.is_(None))
    .order_by(StructureChange.id.desc())
    .limit(LOG_PAGE + 1)
    .offset(sa.bindparam("skip"))
)


def structure_log(*, page: int = 1) -> list[StructureChangeShown]:
    """What editors did to the structure, newest first. 1 statement.

    At most 51: one more than fits on a page tells that there is another.
    """
    return [
        StructureChangeShown(
            id=row.id,
            said=row.said,
            why=row.why,
            by=row.by or "the editors",
            at=row.at,
            topic_url=f"/topics/{row.topic_id}-{row.slug}",
            is_undone=row.is_undone,
        )
        for row in db.session.execute(_LOG, {"skip": (page - 1) * LOG_PAGE})
    ]


_spot, _twin = sa.orm.aliased(Place), sa.orm.aliased(Topic)
_PLACES = (
    sa.select(sa.func.count())
    .select_from(_spot)
    .where(_spot.child_id == Topic.id)
    .correlate(Topic)
    .scalar_subquery()
)
_CHILDREN = (
    sa.select(sa.func.count())
    .select_from(_spot)
    .where(_spot.parent_id == Topic.id)
    .correlate(Topic)
    .scalar_subquery()
)
_TWINS = (
    sa.select(sa.func.count())
    .select_from(_twin)
    .where(_twin.slug == Topic.slug, _twin.hidden_at.is_(None), _twin.merged_into_id.is_(None))
    .correlate(Topic)
    .scalar_subquery()
)


def _report(count: sa.ColumnElement[int], more_than: int) -> sa.Select[int, str, str, int]:
    return (
        sa.select(Topic.id, Topic.slug, Topic.title, count.label("number"))
        .where(Topic.is_shown(), count > more_than)
        .order_by(sa.desc("number"), Topic.slug, Topic.id)
        .limit(MOST_LISTED)
    )


_UNFILED = (
    sa.select(Topic.id, Topic.slug, Topic.title, sa.literal(0).label("number"))
    .where(Topic.is_shown(), ~sa.exists().where(Place.child_id == Topic.id))
    .order_by(Topic.slug, Topic.id)
    .limit(MOST_LISTED)
)
_CROWDED = _report(_CHILDREN, MANY_CHILDREN)
_SCATTERED = _report(_PLACES, MANY_PLACES)
_SAME_TITLES = _report(_TWINS, 1)


def unfiled() -> list[TopicFound]:
    """Topics that stand nowhere, at most 200, by title. 2 statements."""
    return _listed(_UNFILED)


def crowded() -> list[TopicFound]:
    """Topics with more than 30 topics under them, most first. 2 statements."""
    return _listed(_CROWDED)


def scattered() -> list[TopicFound]:
    """Topics in more than 5 places, most first. 2 statements."""
    return _listed(_SCATTERED)


def same_titles() -> list[TopicFound]:
    """Topics that share their title with others, those of one title together. 2 statements."""
    return _listed(_SAME_TITLES)


def _listed(statement: sa.Select[int, str, str, int]) -> list[TopicFound]:
    rows = db.session.execute(statement).all()
    trails = home_trails([row.id for row in rows])
    return [
        TopicFound(**naming(row.id, row.slug, row.title), where=trails[row.id], count=row.number)
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class ChildToOrder:
    """A topic on the page above it, as the form that orders them shows it."""

    id: int
    title: str  # its label there
    position: int
    heading: str


_TO_ORDER = (
    sa.select(
        Topic.id,
        sa.func.coalesce(Place.label, Topic.title).label("title"),
        Place.position,
        Place.heading,
    )
    .join(Topic, Topic.id == Place.child_id)
    .order_by(Place.position, Place.id)
)
_TO_SPLIT = (
    sa.select(Option.id, Option.title)
    .where(Option.topic_id == sa.bindparam("topic_id"), Option.hidden_at.is_(None))
    .order_by(Option.position, Option.id)
)


def children_to_order(topic_id: int | None) -> list[ChildToOrder]:
    """All that stands under a topic (None: at the top), in order. 1 statement."""
    under = Place.parent_id == topic_id if topic_id else Place.parent_id.is_(None)
    return [ChildToOrder(*row) for row in db.session.execute(_TO_ORDER.where(under))]


def options_to_split(topic_id: int) -> list[sa.Row[int, str]]:
    """Id and title of the options of a topic, in order. 1 statement."""
    return list(db.session.execute(_TO_SPLIT, {"topic_id": topic_id}))


_same_label = sa.func.coalesce(Place.label, Topic.title)


def doubts_about(topic_id: int, parent_id: int | None) -> str:
    """What an editor should think about after filing this topic there; "" for nothing.

    3 statements.
    """
    under = Place.parent_id == parent_id if parent_id else Place.parent_id.is_(None)
    names = db.session.execute(
        sa.select(Place.child_id, _same_label).join(Topic, Topic.id == Place.child_id).where(under)
    ).all()
    own = next((name for child_id, name in names if child_id == topic_id), "")
    places = db.session.scalar(
        sa.select(sa.func.count()).select_from(Place).where(Place.child_id == topic_id)
    )
    parent = db.session.get(Topic, parent_id) if parent_id else None
    return doubts(
        places=places or 0,
        children=len(names),
        parent=parent.title if parent else "",
        called_so=sum(name == own for _, name in names),
    )
