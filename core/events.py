"""Events: who did what to which subject, when. Audit trail, activity feed and change log in one.

`record` writes in the caller's transaction, so an event exists exactly when the change does.
Followers (the search index, notices) read the log in order, each with its own cursor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core import gaps, versions
from core.clock import now
from core.db import Model, db
from core.subjects import Subject

GAP_PATIENCE = timedelta(seconds=10)  # between an event’s moment and its commit, or two clocks


class Event(Model):
    """One thing that happened. `detail` holds small facts for the log, never a person's choice."""

    __tablename__ = "event"
    __table_args__ = (sa.Index("ix_event_subject", "subject_kind", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    name: Mapped[str]
    subject_kind: Mapped[str]
    subject_id: Mapped[int]
    actor_id: Mapped[int | None] = mapped_column(index=True)
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Follower(Model):
    """How far one follower has read the log."""

    __tablename__ = "follower"

    name: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(default=0)
    seen_at: Mapped[datetime | None] = mapped_column(default=None)


Along = Callable[[Event, Subject], None]
_along: list[Along] = []


def along(write: Along) -> Along:
    """Register what is written along with every event, in its transaction: facts of that moment."""
    _along.append(write)
    return write


def record(
    name: str,
    subject: Subject,
    *,
    actor_id: int | None,
    pages: Iterable[str] = (),
    **detail: Any,
) -> Event:
    """Add the event; move on every page version that shows the subject. Never commits."""
    db.session.flush()
    happened = Event(
        at=now(),
        name=name,
        subject_kind=subject.kind,
        subject_id=subject.id,
        actor_id=actor_id,
        detail=detail,
    )
    db.session.add(happened)
    for write in _along:
        write(happened, subject)
    versions.move_on({*subject.pages(), *pages})
    return happened


def commit() -> None:
    """Make everything of this request or job permanent. Called by views, commands and jobs only."""
    db.session.commit()


def follow(follower: str, *, limit: int = 500) -> list[Event]:
    """The next events this follower has not read, oldest first. 2 statements, if there is no gap.

    Stops before a gap in the ids that another transaction may still fill (see core/gaps.py).
    """
    start = db.session.scalar(sa.select(Follower.event_id).where(Follower.name == follower)) or 0
    after = sa.select(Event).where(Event.id > start).order_by(Event.id).limit(limit)
    rows = list(db.session.scalars(after))
    unbroken = list(_without_gaps(start, rows))
    if len(unbroken) == len(rows):
        return rows
    if gaps.are_final():  # what was on its way when the rows were read is there now, or never will
        return list(db.session.scalars(after.where(Event.id <= rows[-1].id)))
    return unbroken


def advance(follower: str, event: Event) -> None:
    """Remember that this follower has dealt with everything up to this event. Does not commit."""
    row = db.session.get(Follower, follower)
    if row is None:
        row = Follower(name=follower)
        db.session.add(row)
    row.event_id = event.id
    row.seen_at = now()


def settled(before: datetime | None = None) -> int:
    """The id up to which no event can appear any more: for readers that keep their own place.

    `before` is when the oldest transaction under way began, for readers that lose what they pass.
    """
    sure = min(now(), before or now()) - GAP_PATIENCE
    first = db.session.scalar(sa.select(sa.func.min(Event.id)).where(Event.at > sure))
    return first - 1 if first else db.session.scalar(sa.select(sa.func.max(Event.id))) or 0


def _without_gaps(start: int, rows: Iterable[Event]) -> Iterable[Event]:
    expected = start + 1
    for row in rows:
        if row.id != expected:
            return
        expected = row.id + 1
        yield row
