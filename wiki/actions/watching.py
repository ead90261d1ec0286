"""In which branches something happens: noted with the event, as the tree stands at that moment."""

from __future__ import annotations

import sqlalchemy as sa

from core import events
from core.db import db
from core.events import Event
from core.subjects import Subject
from notices.actions import happening, tells
from wiki.models import Place, Topic
from wiki.rules.watching import TOLD, TOLD_BY_OTHERS

_here = sa.bindparam("topic_id", type_=sa.Integer)
# Who watched what is part of it now goes on watching.
_itself = sa.or_(Topic.id == _here, Topic.merged_into_id == _here)
_above = (
    sa.select(Topic.id, sa.case((_itself, sa.true()), else_=sa.false()).label("is_own"))
    .where(sa.or_(_itself, Topic.id.in_(sa.bindparam("left_ids", expanding=True))))
    .cte("above", recursive=True)
)
_above = _above.union(  # UNION: each topic once, so it ends whatever the tree looks like
    sa.select(Place.parent_id, sa.false())
    .join(_above, Place.child_id == _above.c.id)
    .where(Place.parent_id.is_not(None))
)
_NOTE = sa.insert(happening.TABLE).from_select(
    ["subject_kind", "subject_id", "event_id", "is_own"],
    sa.select(
        sa.literal(Topic.kind),
        _above.c.id,
        sa.bindparam("happened_id", type_=sa.Integer),
        sa.func.max(sa.cast(_above.c.is_own, sa.Integer)) == 1,
    ).group_by(_above.c.id),
)

tells(TOLD, within=lambda _subject: ())  # where, is noted below


@events.along
def note_branches(event: Event, subject: Subject) -> None:
    """Note with an event that watchers are told of in which branches it happened. 1 statement."""
    if event.name not in TOLD and event.name not in TOLD_BY_OTHERS:
        return
    if (topic_id := subject.topic_of) is not None:
        db.session.flush()
        # A topic taken out of a branch is told there too.
        left = {event.detail.get(name) or 0 for name in ("parent", "left", "into")}
        asked = {"topic_id": topic_id, "left_ids": sorted(left), "happened_id": event.id}
        db.session.execute(_NOTE, asked)
