"""The way from one page of trends to the next: what a place is a part of, and what it is made of.

≤ 4 statements a page. Only places where somebody wrote in the quarter are led to.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from accounts.models import Clp, Region
from core.db import db
from search.kinds import searched
from search.trends.models import TrendPlace
from search.trends.nations import NATIONS, nation_of
from search.trends.places import Place, nations
from search.trends.quarters import Quarter

_COUNTED = sa.select(TrendPlace.place).where(TrendPlace.quarter == sa.bindparam("quarter"))
_REGIONS = sa.select(Region.id, Region.name, Region.slug).order_by(Region.name, Region.id)
_CLPS = (
    sa.select(Clp.id, Clp.name, Clp.slug)
    .join(Region, Region.id == Clp.region_id)
    .where(Clp.is_shown(), Region.slug == sa.bindparam("region"))
    .order_by(Clp.name, Clp.id)
)
_REGION_OF = (
    sa.select(Region.id, Region.name, Region.slug)
    .join(Clp, Clp.region_id == Region.id)
    .where(Clp.id == sa.bindparam("clp"))
)


@dataclass(frozen=True, slots=True)
class Around:
    """`above` from the top down; `parts` as headings and places, by name."""

    above: tuple[Place, ...] = ()
    parts: tuple[tuple[str, tuple[Place, ...]], ...] = ()


def around(place: Place, quarter: Quarter) -> Around:
    """Where a page of this quarter leads."""
    counted = set(db.session.scalars(_COUNTED, {"quarter": quarter.key}))
    if place.kind == "topic":
        above, below = _topics(place.id, counted)
        return Around(above, _some(("Topics", below)))
    if place.kind == "nation":
        return Around((), _some(*_in_nation(place, counted)))
    if place.kind == "region":
        return Around(_nation_of(place), _some(("CLPs", _clps(place.slug, counted))))
    if place.kind == "clp":
        region = db.session.execute(_REGION_OF, {"clp": place.id}).one()
        within = Place("region", *region)
        return Around((*_nation_of(within), within))
    regions = (one for one in _regions(counted) if one.name not in NATIONS)
    there = [one for one in nations() if one.key in counted]
    return Around(
        (), _some(("Nations", there), ("Regions", regions), ("Topics", _topics(0, counted)[1]))
    )


def _some(*parts: tuple[str, Iterable[Place]]) -> tuple[tuple[str, tuple[Place, ...]], ...]:
    """Those that are not empty."""
    whole = ((heading, tuple(places)) for heading, places in parts)
    return tuple((heading, places) for heading, places in whole if places)


def _regions(counted: set[str]) -> list[Place]:
    rows = (Place("region", *row) for row in db.session.execute(_REGIONS))
    return [one for one in rows if one.key in counted]


def _in_nation(nation: Place, counted: set[str]) -> list[tuple[str, list[Place]]]:
    """Its regions; the CLPs of one that is a region itself."""
    if len(nation.regions) == 1:
        return [("CLPs", _clps(nation.regions[0], counted))]
    return [("Regions", [one for one in _regions(counted) if one.slug in nation.regions])]


def _nation_of(region: Place) -> tuple[Place, ...]:
    """The nation above a region, unless they are the same."""
    number = nation_of(region.name)
    return tuple(one for one in nations() if one.id == number and one.name != region.name)


def _clps(region: str, counted: set[str]) -> list[Place]:
    rows = (Place("clp", *row) for row in db.session.execute(_CLPS, {"region": region}))
    return [one for one in rows if one.key in counted]


def _topics(topic_id: int, counted: set[str]) -> tuple[tuple[Place, ...], list[Place]]:
    """Topics above this one in its home trail, and those right below it; 0 is the top."""
    ids = [int(key.partition(":")[2]) for key in counted if key.startswith("topic:")]
    trails = searched()["topic"].steps({*ids, topic_id} - {0})
    above = tuple(_topic(*step) for step in trails.get(topic_id, [])[:-1])
    below = [trail[-1] for trail in trails.values() if _parent(trail) == topic_id]
    return above, sorted((_topic(*step) for step in below), key=lambda one: (one.name, one.id))


def _parent(trail: list[tuple[int, str]]) -> int:
    """What the last step stands under; 0 for the top, -1 when there is no trail."""
    return trail[-2][0] if len(trail) > 1 else len(trail) - 1


def _topic(id_: int, name: str) -> Place:
    return Place("topic", id_, name, str(id_))
