"""Which forums there are: of regions, CLPs, topics, and national rooms."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from accounts.models import Clp, Region
from core.db import db
from deliberation.models import Room, Thread
from deliberation.rules import PER_PAGE
from wiki.models import Topic

Row = dict[str, Any]
MOST_FOUND = 50
TOPICS_PER_PAGE = PER_PAGE * 5

_open = sa.and_(Thread.hidden_at.is_(None), Thread.only_clp.is_(sa.false()))


def _threads_where(where: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
    """How many threads of each row everybody may see: counted on the index, for few rows."""
    counted = sa.select(sa.func.count()).select_from(Thread).where(_open, where)
    return counted.scalar_subquery()


_clps = sa.select(sa.func.count()).select_from(Clp).where(Clp.region_id == Region.id)
_REGIONS = sa.select(
    Region.name,
    Region.slug,
    _clps.scalar_subquery().label("clps"),
    _threads_where(Thread.region_id == Region.id).label("threads"),
).order_by(Region.name, Region.id)
_CLPS = (
    sa.select(
        Clp.name,
        Clp.slug,
        Region.name.label("region"),
        _threads_where(Thread.clp_id == Clp.id).label("threads"),
    )
    .join(Region, Region.id == Clp.region_id)
    .order_by(Clp.name, Clp.id)
)
_CLPS_OF = _CLPS.where(Region.slug == sa.bindparam("slug"))
_CLPS_FOUND = _CLPS.where(sa.func.lower(Clp.name).like(sa.bindparam("like"), escape="\\")).limit(
    MOST_FOUND
)


def region_forums() -> list[Row]:
    """Every region with the number of its CLPs and of its forum's threads. 1 statement."""
    return [dict(row) for row in db.session.execute(_REGIONS).mappings()]


def clp_forums_of(region_slug: str) -> list[Row]:
    """The CLPs of a region, each with the number of its forum's threads. 1 statement."""
    return [dict(row) for row in db.session.execute(_CLPS_OF, {"slug": region_slug}).mappings()]


def clp_forums_named(words: str) -> list[Row]:
    """At most 50 CLPs in whose name these words stand, likewise. 1 statement."""
    found = db.session.execute(_CLPS_FOUND, {"like": _like(words)}).mappings()
    return [dict(row) for row in found]


def _like(words: str) -> str:
    escaped = words.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


# One step into the index for each topic that is discussed, however many threads it has.
_active_at = (
    sa.select(Thread.active_at)
    .where(_open, Thread.topic_id == Topic.id)
    .order_by(Thread.active_at.desc())
    .limit(1)
    .scalar_subquery()
)
_DISCUSSED = (
    sa.select(Topic.id, Topic.title, _active_at.label("active_at"))
    .where(Topic.is_shown())
    .subquery("discussed")
)
_TOPIC_PAGE = (
    sa.select(_DISCUSSED)
    .where(_DISCUSSED.c.active_at.is_not(None))
    .order_by(_DISCUSSED.c.active_at.desc(), _DISCUSSED.c.id)
    .limit(TOPICS_PER_PAGE)
    .offset(sa.bindparam("skip"))
    .subquery("page")
)
_TOPIC_FORUMS = sa.select(
    _TOPIC_PAGE, _threads_where(Thread.topic_id == _TOPIC_PAGE.c.id).label("threads")
).order_by(_TOPIC_PAGE.c.active_at.desc(), _TOPIC_PAGE.c.id)
_TOPICS_WITH = (
    sa.select(sa.func.count())
    .select_from(Topic)
    .where(
        Topic.is_shown(),
        sa.exists().where(_open, Thread.topic_id == Topic.id),
    )
)
_TOPICS_FOUND = (
    sa.select(
        Topic.id,
        Topic.title,
        _active_at.label("active_at"),
        _threads_where(Thread.topic_id == Topic.id).label("threads"),
    )
    .where(
        Topic.is_shown(),
        sa.func.lower(Topic.title).like(sa.bindparam("like"), escape="\\"),
    )
    .order_by(Topic.title, Topic.id)
    .limit(MOST_FOUND)
)


def topic_forums(page: int) -> tuple[list[Row], int]:
    """A page of the topics being discussed, newest first; and how many pages. 2 statements."""
    found = db.session.execute(_TOPIC_FORUMS, {"skip": (page - 1) * TOPICS_PER_PAGE}).mappings()
    count = db.session.scalar(_TOPICS_WITH) or 0
    return [dict(row) for row in found], max(1, -(-count // TOPICS_PER_PAGE))


def topic_forums_named(words: str) -> list[Row]:
    """At most 50 topics in whose title these words stand, discussed or not. 1 statement."""
    found = db.session.execute(_TOPICS_FOUND, {"like": _like(words)}).mappings()
    return [dict(row) for row in found]


_ROOMS = sa.select(
    Room.id,
    Room.slug,
    Room.title,
    Room.about,
    Room.closed_at,
    _threads_where(Thread.room_id == Room.id).label("threads"),
).order_by(Room.title, Room.id)
_SHOWN_ROOMS = _ROOMS.where(Room.hidden_at.is_(None))


def rooms() -> list[Row]:
    """The national rooms by name, each with the number of its threads. 1 statement."""
    found = db.session.execute(_SHOWN_ROOMS).mappings()
    return [{**row, "url": f"/forums/room/{row['slug']}"} for row in found]
