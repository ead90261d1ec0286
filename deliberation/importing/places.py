"""Where threads of an import stand."""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa

from accounts.models import Clp, Region
from core.db import db
from core.errors import Refused
from deliberation.importing.items import ANYWHERE, Place
from deliberation.models import Room
from deliberation.rules import Where
from wiki.models import Option, Topic

LARGEST = 2**31 - 1  # of a row's id


class Places:
    """CLPs, topics and options by what a file calls them. Raises Refused for a place of its own."""

    def __init__(self, usual: Place) -> None:
        self._usual = usual
        self._found: dict[Place, Where] = {}
        self.clp_id = self.where(ANYWHERE, only_clp=False).clp_id

    def where(self, place: Place, *, only_clp: bool) -> Where:
        """Where a thread stands. Raises Refused when a part of it is not there."""
        asked = self._usual if place == ANYWHERE else place
        if asked not in self._found:
            self._found[asked] = _where(asked)
        found = self._found[asked]
        if only_clp and found.clp_id is None:
            raise Refused("only a discussion in a CLP’s forum can be kept to its members")
        return replace(found, only_clp=only_clp)


def _where(place: Place) -> Where:
    topic_id = _topic(place.topic) if place.topic else None
    if [place.clp, place.region, place.room].count("") < 2:  # noqa: PLR2004 — of three
        raise Refused("a discussion stands in one forum: of a CLP, of a region or a room")
    return Where(
        clp_id=_called(Clp, place.clp) if place.clp else None,
        region_id=_called(Region, place.region) if place.region else None,
        room_id=_room(place.room) if place.room else None,
        topic_id=topic_id,
        option_id=_option(place.option, topic_id) if place.option else None,
    )


def _called(kind: type[Clp | Region], called: str) -> int:
    known = sa.or_(kind.slug == called, kind.code == called, kind.name == called)
    name = "CLP" if kind is Clp else "region"
    return _one(sa.select(kind.id).where(known).order_by(kind.id), f"{name} “{called}”")


def _room(called: str) -> int:
    known = sa.or_(Room.slug == called, Room.title == called)
    return _one(sa.select(Room.id).where(known).order_by(Room.id), f"room “{called}”")


def _topic(called: str) -> int:
    number = int(called) if called.isascii() and called.isdigit() else 0
    known = Topic.id == number if 0 < number <= LARGEST else Topic.slug == called
    statement = sa.select(Topic.id).where(known, Topic.hidden_at.is_(None)).order_by(Topic.id)
    return _one(statement, f"topic “{called}”")


def _option(called: str, topic_id: int | None) -> int:
    if topic_id is None:
        raise Refused("an option needs the topic that it is of")
    known = sa.select(Option.id).where(
        Option.topic_id == topic_id, Option.title == called, Option.hidden_at.is_(None)
    )
    return _one(known.order_by(Option.id), f"option “{called}” of that topic")


def _one(statement: sa.Select[int], called: str) -> int:
    found = db.session.scalar(statement.limit(1))
    if found is None:
        raise Refused(f"there is no {called}")
    return found
