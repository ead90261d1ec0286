"""Topics and where they stand. Nothing can stand under itself, also with two editors at once."""

from __future__ import annotations

import sqlalchemy as sa

from accounts.access import Viewer
from core import events
from core.clock import now
from core.db import db
from core.errors import Refused
from wiki import rules
from wiki.actions.texts import allow_edit, write
from wiki.models import Place, Topic
from wiki.models.topics import pages_showing

STRUCTURE_LOCK = 7_204_113  # any number, the same in every process


def add_topic(  # noqa: PLR0913 — the columns of a row, by name
    title: str,
    question: str = "",
    summary: str = "",
    parent_id: int | None = None,
    label: str = "",
    *,
    by: Viewer,
    agreed: str = "",
    disputed: str = "",
    text: str = "",
    source: str | None = None,
    why: str = "Written",
) -> Topic:
    """Write a new topic and file it under a parent (None: at the top). Raises Refused."""
    allow_edit(by)
    topic = Topic(source=source, changed_at=now())
    words = {
        "title": title,
        "question": question,
        "summary": summary,
        "agreed": agreed,
        "disputed": disputed,
        "text": text,
    }
    write(topic, words, by=by, why=why)
    _file(topic, parent_id, label, by=by, home=True)
    events.record("topic.added", topic, actor_id=by.id, pages=["structure"], title=title)
    return topic


def place(
    topic: Topic, parent_id: int | None, label: str = "", *, by: Viewer, home: bool = False
) -> Place:
    """File a topic in one more place; `home` makes it the place its canonical trail climbs by.

    Raises Refused when the topic stands there already, would stand under itself, or would be
    too deep.
    """
    allow_edit(by)
    made = _file(topic, parent_id, label, by=by, home=home)
    events.record(
        "topic.placed", topic, actor_id=by.id, pages=["structure"], parent=parent_id, label=label
    )
    return made


def _file(topic: Topic, parent_id: int | None, label: str, *, by: Viewer, home: bool) -> Place:
    _lock_structure()
    parent = db.session.get(Topic, parent_id) if parent_id else None
    if parent_id and parent is None:
        raise Refused("There is no such topic to file it under.")
    _check_place(topic, parent)
    first = not db.session.scalar(sa.select(sa.exists().where(Place.child_id == topic.id)))
    if home and not first:
        _no_home(topic)
    made = Place(
        parent_id=parent_id,
        child_id=topic.id,
        label=label if label and label != topic.title else None,
        position=_last_position(parent_id) + 1,
        is_home=home or first,
        added_by_id=by.id,
        added_at=now(),
    )
    db.session.add(made)
    db.session.flush()
    return made


def remove_place(spot: Place, *, by: Viewer) -> None:
    """Take a topic out of one of its places; the oldest left becomes home if that was home."""
    allow_edit(by)
    _lock_structure()
    topic = db.session.get_one(Topic, spot.child_id)
    left = [one for one in _places(topic.id) if one.id != spot.id]
    if reason := rules.why_not_remove_place(places=len(left) + 1):
        raise Refused(reason)
    pages = [*pages_showing(topic.id), "structure"]  # before it goes: its old parent changes too
    db.session.delete(spot)
    db.session.flush()
    if spot.is_home:
        left[0].is_home = True
    events.record(
        "topic.unplaced",
        topic,
        actor_id=by.id,
        pages=pages,
        parent=spot.parent_id,
        label=spot.label,
    )


def make_home(spot: Place, *, by: Viewer) -> None:
    """Let the canonical trail of this place's topic climb from here."""
    allow_edit(by)
    _lock_structure()
    topic = db.session.get_one(Topic, spot.child_id)
    _no_home(topic)
    spot.is_home = True
    events.record("topic.home_changed", topic, actor_id=by.id, pages=["structure"], place=spot.id)


def relabel(spot: Place, label: str, *, by: Viewer) -> None:
    """Call the topic otherwise in this place; "" calls it by its title."""
    allow_edit(by)
    topic = db.session.get_one(Topic, spot.child_id)
    spot.label = label if label and label != topic.title else None
    events.record("topic.relabelled", topic, actor_id=by.id, pages=["structure"], label=label)


def _lock_structure() -> None:
    """Only one transaction at a time changes places. On SQLite BEGIN IMMEDIATE has seen to it."""
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(sa.select(sa.func.pg_advisory_xact_lock(STRUCTURE_LOCK)))


def _no_home(topic: Topic) -> None:
    db.session.execute(
        sa.update(Place).where(Place.child_id == topic.id).values(is_home=sa.false())
    )


def _places(topic_id: int) -> list[Place]:
    return list(
        db.session.scalars(sa.select(Place).where(Place.child_id == topic_id).order_by(Place.id))
    )


def _last_position(parent_id: int | None) -> int:
    under = Place.parent_id == parent_id if parent_id else Place.parent_id.is_(None)
    return db.session.scalar(sa.select(sa.func.max(Place.position)).where(under)) or 0


def _check_place(topic: Topic, parent: Topic | None) -> None:
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
