"""How often groups of the roll are heard, for the group-gap detector and for draws.

Numbers of groups stay in the server: pages and figures of prompts hold bands only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

import sqlalchemy as sa

from accounts.models import Clp, Member, Region
from core.clock import now, today
from core.db import db
from deliberation.models import Post, Thread
from moderation.detectors.group_gap import LEAST_SPEAKERS, Group
from moderation.rules.groups import YEAR, YEARS, of_clp, of_region

SINCE: sa.BindParameter[Any] = sa.bindparam("a_year_ago", type_=Post.written_at.type)


def said(place: sa.ColumnElement[bool]) -> sa.Subquery:
    """Who has spoken in the threads of a place within a year, in what everybody can read."""
    return (
        sa.select(Post.author_id, sa.func.max(Post.written_at).label("last"))
        .join(Thread, Thread.id == Post.thread_id)
        .where(
            place,
            Thread.hidden_at.is_(None),
            Thread.only_clp.is_(sa.false()),
            Thread.active_at > SINCE,
            Post.hidden_at.is_(None),
            Post.is_note.is_(sa.false()),
            Post.written_at > SINCE,
        )
        .group_by(Post.author_id)
        .subquery("said")
    )


_YEARS = sa.case(
    *(
        (Member.joined_on > sa.bindparam(f"since_{years}", type_=sa.Date), number)
        for number, (_, years) in enumerate(YEARS[:-1])
    ),
    else_=len(YEARS) - 1,
)


def _counted(spoke: sa.Subquery) -> sa.Select[*tuple[Any, ...]]:
    """Members and speakers by CLP and years of membership."""
    return (
        sa.select(
            Member.clp_id,
            _YEARS.label("years"),
            sa.func.count(Member.id).label("members"),
            sa.func.count(spoke.c.author_id).label("speakers"),
        )
        .outerjoin(spoke, spoke.c.author_id == Member.id)
        .where(Member.membership_number.is_not(None))
        .group_by(Member.clp_id, sa.literal_column("2"))
        .order_by(Member.clp_id, sa.literal_column("2"))
    )


_IN_CLP = _counted(said(Thread.clp_id == sa.bindparam("place_id"))).where(
    Member.clp_id == sa.bindparam("place_id")
)
_ON_TOPIC = _counted(said(Thread.topic_id == sa.bindparam("place_id")))
_CLPS = sa.select(Clp.id, Clp.name, Region.name.label("region")).join(
    Region, Region.id == Clp.region_id
)


def heard_enough(place: Any, place_ids: Collection[int]) -> list[int]:
    """Those of these places, a column of Thread, in which enough spoke in a year to compare groups.

    1 statement.
    """
    spoke = sa.func.count(sa.distinct(Post.author_id))
    found = (
        sa.select(place)
        .join(Post, Post.thread_id == Thread.id)
        .where(
            place.in_(list(place_ids)),
            Thread.hidden_at.is_(None),
            Thread.only_clp.is_(sa.false()),
            Thread.active_at > SINCE,
            Post.hidden_at.is_(None),
            Post.is_note.is_(sa.false()),
            Post.written_at > SINCE,
        )
        .group_by(place)
        .having(spoke >= LEAST_SPEAKERS)
        .order_by(place)
    )
    return list(db.session.scalars(found, {"a_year_ago": now() - YEAR}))


def groups_in_clp(clp_id: int) -> list[list[Group]]:
    """By years of membership: how many of a CLP's roll have spoken in its forum. 1 statement."""
    rows = db.session.execute(_IN_CLP, _asked(clp_id)).all()
    return [_by(rows, lambda row: YEARS[row.years][0])]


def groups_on_topic(topic_id: int) -> list[list[Group]]:
    """By years of membership, region and CLP: how many of the roll spoke on a topic in a year.

    2 statements over the whole roll: for the worker.
    """
    rows = db.session.execute(_ON_TOPIC, _asked(topic_id)).all()
    places: Mapping[int | None, Any] = {row.id: row for row in db.session.execute(_CLPS)}
    placed = [row for row in rows if row.clp_id in places]
    return [
        _by(rows, lambda row: YEARS[row.years][0]),
        _by(placed, lambda row: of_region(places[row.clp_id].region)),
        _by(placed, lambda row: of_clp(places[row.clp_id].name)),
    ]


def _asked(place_id: int) -> dict[str, Any]:
    since = {f"since_{years}": today() - years * YEAR for _, years in YEARS[:-1]}
    return {"place_id": place_id, "a_year_ago": now() - YEAR, **since}


def _by(rows: Any, name_of: Any) -> list[Group]:
    members, speakers = Counter[str](), Counter[str]()
    for row in rows:
        members[name_of(row)] += row.members
        speakers[name_of(row)] += row.speakers
    return [Group(name, count, speakers[name]) for name, count in members.items()]
