"""Where topics stand: one editor at a time, nothing under itself, no trail too long, one home."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from core.db import db
from core.errors import Refused
from wiki import rules
from wiki.models import Place, Topic

STRUCTURE_LOCK = 7_204_113  # any number, the same in every process


def lock_structure() -> None:
    """Only one transaction at a time changes places. On SQLite BEGIN IMMEDIATE has seen to it."""
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(sa.select(sa.func.pg_advisory_xact_lock(STRUCTURE_LOCK)))


def topic_at(topic_id: int | None) -> Topic | None:
    """The topic to file something under; None for the top. Raises Refused."""
    if topic_id is None:
        return None
    topic = db.session.get(Topic, topic_id)
    if topic is None:
        raise Refused("There is no such topic to file it under.")
    allow_change(topic)
    return topic


def allow_change(topic: Topic) -> None:
    """Raise Refused when the topic has become part of another, and keep it from doing so now."""
    db.session.refresh(topic, ["merged_into_id"], with_for_update={"read": True})
    if topic.merged_into_id:
        into = db.session.get_one(Topic, topic.merged_into_id)
        raise Refused(rules.why_not_change(title=topic.title, merged_into=into.title) or "")


def check_place(topic: Topic, parent: Topic | None) -> None:
    """Raise Refused unless the topic may come to stand there."""
    above = _reach(parent.id, up=True) if parent else {}
    below = _reach(topic.id, up=False)
    same = Place.parent_id == parent.id if parent else Place.parent_id.is_(None)
    reason = rules.why_not_place(
        under_itself=topic.id in above,
        there_already=bool(
            db.session.scalar(sa.select(sa.exists().where(Place.child_id == topic.id, same)))
        ),
        steps=max(above.values(), default=-1) + 1 + max(below.values()) + 1,
        parent=parent.title if parent else "",
    )
    if reason:
        raise Refused(reason)


def check_after(topic_ids: Iterable[int]) -> None:
    """Raise Refused unless these topics stand well now: what a bundle of steps has to pass."""
    for topic_id in sorted(set(topic_ids)):
        above, below = _reach(topic_id, up=True), _reach(topic_id, up=False)
        topic = db.session.get_one(Topic, topic_id)
        reason = rules.why_not_place(
            under_itself=len(above.keys() & below.keys()) > 1,
            there_already=False,
            steps=max(above.values()) + max(below.values()) + 1,
            parent=topic.title,
        )
        spots = places_of(topic_id)
        if reason is None and spots and sum(spot.is_home for spot in spots) != 1:
            reason = f"“{topic.title}” would not have one home place."
        if reason:
            raise Refused(reason)
        if spots:
            allow_change(topic)
        for spot in spots:
            topic_at(spot.parent_id)


def above(topic_id: int) -> set[int]:
    """The topics above this one, by whichever place, and itself."""
    return set(_reach(topic_id, up=True))


def below(topic_id: int) -> set[int]:
    """The topics below this one, by whichever place, and itself."""
    return set(_reach(topic_id, up=False))


def places_of(topic_id: int) -> list[Place]:
    """The places of a topic as they are now, oldest first."""
    return list(
        db.session.scalars(
            sa.select(Place)
            .where(Place.child_id == topic_id)
            .order_by(Place.added_at, Place.id)
            .execution_options(populate_existing=True)
        )
    )


def places_under(topic_id: int | None) -> list[Place]:
    """What stands under a topic (None: at the top), in order."""
    under = Place.parent_id == topic_id if topic_id else Place.parent_id.is_(None)
    return list(
        db.session.scalars(
            sa.select(Place)
            .where(under)
            .order_by(Place.position, Place.id)
            .execution_options(populate_existing=True)
        )
    )


def last_position(parent_id: int | None) -> int:
    """The position of the last topic under a parent; 0 when there is none."""
    under = Place.parent_id == parent_id if parent_id else Place.parent_id.is_(None)
    return db.session.scalar(sa.select(sa.func.max(Place.position)).where(under)) or 0


def _reach_statement(*, up: bool) -> sa.Select[int, int]:
    """Topic ids above (or below) one topic, each with its greatest distance."""
    here, there = (Place.child_id, Place.parent_id) if up else (Place.parent_id, Place.child_id)
    start = sa.select(
        sa.cast(sa.bindparam("topic_id"), sa.Integer).label("id"), sa.literal(0).label("far")
    ).cte("reach", recursive=True)
    # UNION, not UNION ALL: one row for each topic and distance, however many paths lead there.
    reach = start.union(
        sa.select(there, start.c.far + 1)
        .join(start, here == start.c.id)
        .where(start.c.far <= rules.DEEPEST)
    )
    reached = reach.c.id.is_not(None)  # here, not above: see _trails about Bloom filters
    return sa.select(reach.c.id, sa.func.max(reach.c.far)).where(reached).group_by(reach.c.id)


_ABOVE, _BELOW = _reach_statement(up=True), _reach_statement(up=False)


def _reach(topic_id: int, *, up: bool) -> dict[int, int]:
    rows = db.session.execute(_ABOVE if up else _BELOW, {"topic_id": topic_id})
    return dict(rows.all())
