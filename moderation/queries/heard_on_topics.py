"""How often groups of the roll are heard on many topics: the roll is counted once for all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from accounts.models import Clp, Member, Region
from core.clock import now, today
from core.db import db
from deliberation.models import Post, Thread
from moderation.detectors.group_gap import Group
from moderation.queries.heard import SINCE
from moderation.rules.groups import YEAR, of_clp, of_region, years_of

_ON_ROLL = Member.membership_number.is_not(None)
_ROLL = (
    sa.select(Member.clp_id, Member.joined_on, sa.func.count())
    .where(_ON_ROLL)
    .group_by(Member.clp_id, Member.joined_on)
)
_SPOKE = (
    sa.select(Thread.topic_id, Post.author_id)
    .join(Post, Post.thread_id == Thread.id)
    .where(
        Thread.topic_id.in_(sa.bindparam("topic_ids", expanding=True)),
        Thread.hidden_at.is_(None),
        Thread.only_clp.is_(sa.false()),
        Thread.active_at > SINCE,
        Post.hidden_at.is_(None),
        Post.is_note.is_(sa.false()),
        Post.written_at > SINCE,
    )
    .distinct()
    .subquery("spoke")
)
_SPEAKERS = (
    sa.select(_SPOKE.c.topic_id, Member.clp_id, Member.joined_on, sa.func.count())
    .join(Member, Member.id == _SPOKE.c.author_id)
    .where(_ON_ROLL)
    .group_by(_SPOKE.c.topic_id, Member.clp_id, Member.joined_on)
)
_CLPS = sa.select(Clp.id, Clp.name, Region.name).join(Region, Region.id == Clp.region_id)
Counts = tuple[Counter[str], Counter[str], Counter[str]]  # by years, region and CLP


def groups_on_topics(topic_ids: Collection[int]) -> dict[int, list[list[Group]]]:
    """By topic: members and speakers of a year by years of membership, region and CLP.

    3 statements; one of them reads the whole roll, by CLP and day of joining.
    """
    places = db.session.execute(_CLPS)
    clps: dict[int | None, Any] = {id_: (name, region) for id_, name, region in places}
    members = _empty()
    for clp_id, joined_on, count in db.session.execute(_ROLL):
        _add(members, clps.get(clp_id), joined_on, count)
    speakers: dict[int, Counts] = defaultdict(_empty)
    asked = {"topic_ids": list(topic_ids), "a_year_ago": now() - YEAR}
    for topic_id, clp_id, joined_on, count in db.session.execute(_SPEAKERS, asked):
        _add(speakers[topic_id], clps.get(clp_id), joined_on, count)
    return {
        topic_id: [
            [Group(name, count, spoke[name]) for name, count in sorted(everyone.items())]
            for everyone, spoke in zip(members, speakers[topic_id], strict=True)
        ]
        for topic_id in topic_ids
    }


def _empty() -> Counts:
    return Counter(), Counter(), Counter()


def _add(counts: Counts, clp: Any, joined_on: Any, count: int) -> None:
    by_years, by_region, by_clp = counts
    by_years[years_of(joined_on, today())] += count
    if clp is not None:
        by_region[of_region(clp[1])] += count
        by_clp[of_clp(clp[0])] += count
