"""Polls by area, topic, kind and days: the filters that every list of polls shares."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa

from accounts.models import Clp, Region
from core.dates import LONDON
from core.db import db
from voting.models import Poll
from voting.reading.filters import EVERYWHERE, Filters, Stands
from voting.rules import Electorate, State
from wiki.models import Place, Topic
from wiki.queries import branch

Pairs = list[tuple[str, str]]

MOST_TOPICS = 200  # offered to choose from
STATES = {
    Stands.OPEN: (State.OPEN,),
    Stands.CLOSED: (State.CLOSED,),
    Stands.PUBLISHED: (State.COUNTED, State.PURGED),
}
_REGIONS = sa.select(Region.id, Region.name).order_by(Region.name, Region.id)
_CLP = sa.select(Clp.name).where(Clp.id == sa.bindparam("clp_id"))
_TITLE = sa.func.coalesce(Place.label, Topic.title).label("title")
_CHILDREN = (
    sa.select(Topic.id, _TITLE)
    .join(Place, Place.child_id == Topic.id)
    .where(
        Topic.hidden_at.is_(None),
        sa.func.coalesce(Place.parent_id, 0) == sa.bindparam("topic_id"),
    )
    .order_by(_TITLE, Topic.id)
    .limit(MOST_TOPICS)
)
_TITLE_OF = sa.select(Topic.title).where(
    Topic.id == sa.bindparam("topic_id"), Topic.hidden_at.is_(None)
)


@dataclass(frozen=True, slots=True)
class Offered:
    """What the form of filters offers to choose from, as (value, words)."""

    areas: Pairs
    topics: Pairs
    topic: str  # the title of the one that was asked for; "" when none was


def matching(statement: sa.Select[*tuple[Any, ...]], asked: Filters) -> sa.Select[*tuple[Any, ...]]:
    """The same statement, of the polls that were asked for only."""
    return statement.where(*_conditions(asked))


def offered(asked: Filters) -> Offered:
    """Areas, and the topics at the top or under the one that was asked for. 2 to 4 statements."""
    areas = [(f"region:{number}", name) for number, name in db.session.execute(_REGIONS)]
    if asked.clp_id and (clp := db.session.scalar(_CLP, {"clp_id": asked.clp_id})):
        areas.append((asked.area, clp))
    found = db.session.execute(_CHILDREN, {"topic_id": asked.topic_id})
    topics = [(str(number), title) for number, title in found]
    title = ""
    if asked.topic_id:
        title = db.session.scalar(_TITLE_OF, {"topic_id": asked.topic_id}) or ""
        topics.insert(0, (str(asked.topic_id), title or "A topic that is not there"))
    every: Pairs = [("", "Any"), (EVERYWHERE, "All members")]
    return Offered(areas=every + areas, topics=[("", "All topics"), *topics], topic=title)


def _conditions(asked: Filters) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if asked.stands:
        found.append(Poll.state.in_(STATES[asked.stands]))
    if asked.kind:
        found.append(Poll.method == asked.kind.value)
    if asked.topic_id:
        found.append(Poll.topic_id.in_(branch(sa.literal(asked.topic_id))))
    if asked.since:
        found.append(Poll.closes_at >= _midnight(asked.since))
    if asked.until:
        found.append(Poll.closes_at < _midnight(asked.until) + timedelta(days=1))
    return found + _in_area(asked)


def _in_area(asked: Filters) -> list[sa.ColumnElement[bool]]:
    if asked.everyone:
        return [Poll.electorate == Electorate.EVERYONE]
    if asked.clp_id:
        return [Poll.clp_id == asked.clp_id]
    if asked.region_id:
        clps = sa.select(Clp.id).where(Clp.region_id == asked.region_id)
        return [sa.or_(Poll.region_id == asked.region_id, Poll.clp_id.in_(clps))]
    return []


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=LONDON).astimezone(UTC)
