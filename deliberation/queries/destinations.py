"""To which forums a thread can be moved by whom."""

from __future__ import annotations

import re

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.models import Clp, Region
from accounts.rules import Power
from core.db import db
from core.errors import Refused
from deliberation.models import Room, Thread
from deliberation.rules import NATIONAL_ROOM, Where
from wiki.models import Topic

_ROOMS = (
    sa.select(Room.id, Room.title)
    .where(Room.closed_at.is_(None), Room.hidden_at.is_(None))
    .order_by(Room.title, Room.id)
)
_REGIONS = sa.select(Region.id, Region.name).order_by(Region.name, Region.id)
_CLPS = sa.select(Clp.id, Clp.name).order_by(Clp.name, Clp.id)


def destinations(by: Viewer) -> dict[str, str]:
    """The name of each forum that this steward can move a thread to, by its key. ≤ 3 statements."""
    if not by.can(Power.MODERATE):
        mine = [grant.clp_id for grant in by.grants if by.can(Power.MODERATE, clp_id=grant.clp_id)]
        return _keyed("clp", _CLPS.where(Clp.id.in_(mine)), " forum")
    home = {"home:0": f"The forum of its topic, or else the {NATIONAL_ROOM.lower()}"}
    rooms, regions = _keyed("room", _ROOMS), _keyed("region", _REGIONS, " forum")
    return {**home, **rooms, **regions, **_keyed("clp", _CLPS, " forum")}


def title_of(thread: Thread) -> str:
    """The title of the topic a thread is about; "" for none. ≤ 1 statement."""
    topic = db.session.get(Topic, thread.topic_id) if thread.topic_id is not None else None
    return topic.title if topic else ""


def _keyed(kind: str, rows: sa.Select[int, str], ending: str = "") -> dict[str, str]:
    names = dict(db.session.execute(rows).all())
    return {f"{kind}:{row_id}": name + ending for row_id, name in names.items()}


def destination(key: str, thread: Thread, topic: str) -> Where:
    """The forum of this key, for a thread about a topic named by its title or address.

    Raises Refused for what is no key and for a topic that is not there. The topic of a thread about
    an option is that of the option.
    """
    kind, _, number = key.partition(":")
    if kind not in {"home", "room", "region", "clp"} or not re.fullmatch(
        r"\d{1,9}", number, re.ASCII
    ):
        raise Refused("Choose a forum.")
    topic_id = thread.topic_id if thread.option_id is not None else _topic_named(topic)
    return Where(
        clp_id=int(number) if kind == "clp" else None,
        region_id=int(number) if kind == "region" else None,
        room_id=int(number) if kind == "room" else None,
        topic_id=topic_id,
    )


def _topic_named(words: str) -> int | None:
    if not words:
        return None
    address = re.search(r"/topics/(\d{1,9})\b", words)
    which = Topic.id == int(address[1]) if address else Topic.title == words.replace("\x00", "")
    wanted = sa.select(Topic.id).where(Topic.is_shown(), which).order_by(Topic.id).limit(1)
    topic_id = db.session.scalar(wanted)
    if topic_id is None:
        raise Refused("There is no topic of that title. Copy its title or address from its page.")
    return topic_id
