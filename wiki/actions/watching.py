"""Watching topics and branches. Nothing here commits."""

from __future__ import annotations

import sqlalchemy as sa

from core import events, personal
from core.clock import now
from core.db import Model, db
from core.errors import Refused
from core.events import Event
from core.subjects import Subject
from wiki.models import EventBranch, Place, Topic, Watch, Watcher
from wiki.rules.watching import TOLD, Rhythm, next_due, why_not_watch

_here = sa.bindparam("topic_id", type_=sa.Integer)
_above = (
    sa.select(Topic.id, (Topic.id == _here).label("is_own"))
    .where(
        sa.or_(
            Topic.id == _here,
            Topic.merged_into_id == _here,  # who watched what is part of it now goes on watching
            Topic.id.in_(sa.bindparam("left_ids", expanding=True)),
        )
    )
    .cte("above", recursive=True)
)
_above = _above.union(  # UNION: each topic once, so it ends whatever the tree looks like
    sa.select(Place.parent_id, sa.false())
    .join(_above, Place.child_id == _above.c.id)
    .where(Place.parent_id.is_not(None))
)
_NOTE = sa.insert(Model.metadata.tables[EventBranch.__tablename__]).from_select(
    ["topic_id", "event_id", "is_own"],
    sa.select(
        _above.c.id,
        sa.bindparam("happened_id", type_=sa.Integer),
        sa.func.max(sa.cast(_above.c.is_own, sa.Integer)) == 1,
    ).group_by(_above.c.id),
)


@events.along
def note_branches(event: Event, subject: Subject) -> None:
    """Note with an event that watchers are told of in which branches it happened. 1 statement."""
    if event.name in TOLD and (topic_id := subject.topic_of) is not None:
        db.session.flush()
        # A topic taken out of a branch is told there too.
        left = {event.detail.get(name) or 0 for name in ("parent", "left", "into")}
        asked = {"topic_id": topic_id, "left_ids": sorted(left), "happened_id": event.id}
        db.session.execute(_NOTE, asked)


def watch(topic: Topic, member_id: int, *, whole_branch: bool) -> Watch:
    """Watch a topic, or watch it otherwise. Raises Refused."""
    found = db.session.get(Watch, (member_id, topic.id))
    if found is None:
        mine = sa.select(sa.func.count()).select_from(Watch).where(Watch.member_id == member_id)
        if reason := why_not_watch(watched=db.session.scalar(mine) or 0):
            raise Refused(reason)
        found = Watch(member_id=member_id, topic_id=topic.id, begun_at=now())
        db.session.add(found)
    found.whole_branch = whole_branch
    watcher_of(member_id)
    db.session.flush()
    return found


def unwatch(topic_id: int, member_id: int) -> None:
    """Stop watching a topic."""
    db.session.execute(
        sa.delete(Watch).where(Watch.member_id == member_id, Watch.topic_id == topic_id)
    )


def watcher_of(member_id: int) -> Watcher:
    """The member's own row, made with the first watch or choice: one mail a week."""
    found = db.session.get(Watcher, member_id, with_for_update=True)
    if found is None:
        at = events.settled()
        due = next_due(Rhythm.WEEKLY, member_id, now())
        found = Watcher(member_id=member_id, due_at=due, told_up_to=at, read_up_to=at)
        db.session.add(found)
        db.session.flush()
    return found


def choose_rhythm(member_id: int, rhythm: Rhythm) -> None:
    """Get mails this often from now on."""
    watcher = watcher_of(member_id)
    watcher.rhythm = rhythm.value
    watcher.due_at = next_due(rhythm, member_id, now())


def mark_read(member_id: int, up_to: int) -> None:
    """Remember that the member has read everything up to this event."""
    watcher = watcher_of(member_id)
    watcher.read_up_to = max(watcher.read_up_to, min(up_to, _newest()))


def _newest() -> int:
    return db.session.scalar(sa.select(sa.func.max(Event.id))) or 0


def held_about(member_id: int) -> list[dict[str, object]]:
    """For the member's own data: what they watch and how they are told."""
    rows = db.session.scalars(sa.select(Watch).where(Watch.member_id == member_id))
    held: list[dict[str, object]] = [
        {"topic": row.topic_id, "whole_branch": row.whole_branch, "since": row.begun_at.isoformat()}
        for row in rows
    ]
    watcher = db.session.get(Watcher, member_id)
    return [*held, {"mail": watcher.rhythm}] if watcher else held


def erase(member_id: int) -> None:
    """Forget what a member watched and how they were told."""
    for table in (Watch, Watcher):
        db.session.execute(sa.delete(table).where(table.member_id == member_id))


personal.part("watching", held_about, erase)
