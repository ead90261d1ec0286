"""For editors: where a topic stands, and which topic they mean."""

from __future__ import annotations

import re
from dataclasses import dataclass

import sqlalchemy as sa

from core.db import db
from core.errors import Refused
from core.text import slugify
from wiki.models import Place, Topic, TopicAlias

NUMBERED = re.compile(r"(?:.*/topics/)?(\d{1,9})(?:-[\w-]*)?/?")


@dataclass(frozen=True, slots=True)
class PlaceShown:
    """One place of a topic."""

    id: int
    parent: str  # “Topics” at the top
    parent_url: str
    label: str
    is_home: bool


_parent = sa.orm.aliased(Topic)
_PLACES = (
    sa.select(
        Place.id,
        Place.is_home,
        sa.func.coalesce(Place.label, Topic.title).label("label"),
        _parent.id.label("parent_id"),
        _parent.slug,
        _parent.title,
    )
    .join(Topic, Topic.id == Place.child_id)
    .outerjoin(_parent, _parent.id == Place.parent_id)
    .where(Place.child_id == sa.bindparam("topic_id"))
    .order_by(Place.is_home.desc(), Place.id)
)


def places_of(topic_id: int) -> list[PlaceShown]:
    """Every place of a topic, home first. 1 statement."""
    return [
        PlaceShown(
            row.id,
            row.title or "Topics",
            f"/topics/{row.parent_id}-{row.slug}" if row.parent_id else "/topics",
            row.label,
            row.is_home,
        )
        for row in db.session.execute(_PLACES, {"topic_id": topic_id})
    ]


_NOW = sa.func.coalesce(Topic.merged_into_id, Topic.id)  # the topic, or the one it is part of


def topic_named(named: str) -> int:
    """The id of the topic an editor means: its address, number, title or a title it had before.

    Raises Refused when there is none, or several. At most 2 statements.
    """
    numbered = NUMBERED.fullmatch(named.strip())
    if numbered:
        ids = db.session.scalars(sa.select(_NOW).where(Topic.id == int(numbered[1]))).all()
    else:
        ids = db.session.scalars(_by_title(named)).all()
    if not ids:
        raise Refused(f"There is no topic “{named}”. Give its title or its address.")
    if len(ids) > 1:
        raise Refused(f"There are {len(ids)} topics called “{named}”. Give the address of one.")
    return ids[0]


def _by_title(named: str) -> sa.Select[int]:
    slug = slugify(named)
    before = sa.select(TopicAlias.topic_id).where(TopicAlias.slug == slug)
    named_so = sa.or_(Topic.slug == slug, Topic.id.in_(before))
    return sa.select(_NOW).where(named_so).distinct().limit(20)
