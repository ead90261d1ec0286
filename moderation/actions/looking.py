"""Where the detectors look next: where something changed, and where what they saw must ripen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from accounts.models import Clp
from core import events
from core.clock import now
from core.db import Model, db
from deliberation import endorsed, weighed
from deliberation.models import Post, Thread
from moderation.models import Look
from voting.models import Poll
from wiki.models import Argument, Option, Topic

FOLLOWER = "detectors"
KINDS = (Option.kind, Thread.kind, Clp.kind, Topic.kind)
LEASE = timedelta(minutes=10)  # what a worker has taken up and not finished is taken up again
SELDOM = timedelta(days=1)  # groups of a CLP or of the roll over a year are counted no oftener
OURS = "moderation.prompted"  # nothing new in the subject


def want(kind: str, due: Mapping[int, datetime]) -> None:
    """Have these subjects looked at then; at the earliest time anybody asked. 1 statement."""
    if not due:
        return
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    rows = [{"subject_kind": kind, "subject_id": id_, "due_at": at} for id_, at in due.items()]
    wanted = insert(Look).values(rows)
    db.session.execute(
        wanted.on_conflict_do_update(
            index_elements=["subject_kind", "subject_id"],
            set_={"due_at": wanted.excluded.due_at},
            where=Look.due_at > wanted.excluded.due_at,
        )
    )


def want_all(at: datetime) -> None:
    """Have everything looked at. 1 statement for each kind."""
    db.session.execute(sa.delete(Look))
    for kind in KINDS:
        ids = Model.metadata.tables[kind].c.id
        every = sa.select(sa.literal(kind), ids, sa.literal(at, Look.due_at.type))
        db.session.execute(
            sa.insert(Look).from_select(["subject_kind", "subject_id", "due_at"], every)
        )


@endorsed.listen
def _endorsed(thread_id: int) -> None:
    want(Thread.kind, {thread_id: now()})


@weighed.listen
def _weighed(kind: str, whole_id: int) -> None:
    want(Option.kind if kind == Argument.kind else Thread.kind, {whole_id: now()})


def mark_changed(at: datetime) -> int:
    """Have looked at what the log says has changed. Commits every 500 events; how many it read."""
    read = 0
    while happened := events.follow(FOLLOWER):
        ids: dict[str, set[int]] = defaultdict(set)
        for event in happened:
            if event.name != OURS:
                ids[event.subject_kind].add(event.subject_id)
        _mark(ids, at)
        events.advance(FOLLOWER, happened[-1])
        events.commit()
        read += len(happened)
    return read


def _mark(ids: Mapping[str, Collection[int]], at: datetime) -> None:
    threads = {*ids.get(Thread.kind, ()), *_of(Post.thread_id, Post.id, ids.get(Post.kind))}
    options = {*ids.get(Option.kind, ())}
    options |= _of(Argument.option_id, Argument.id, ids.get(Argument.kind))
    options |= _of(Poll.option_id, Poll.id, ids.get(Poll.kind))
    options |= _of(Thread.option_id, Thread.id, threads)
    clps, topics = (_of(place, Thread.id, threads) for place in (Thread.clp_id, Thread.topic_id))
    want(Thread.kind, dict.fromkeys(sorted(threads), at))
    want(Option.kind, dict.fromkeys(sorted(options), at))
    want(Clp.kind, dict.fromkeys(sorted(clps), at + SELDOM))
    want(Topic.kind, dict.fromkeys(sorted(topics), at + SELDOM))


def _of(
    column: sa.orm.InstrumentedAttribute[int] | sa.orm.InstrumentedAttribute[int | None],
    key: sa.orm.InstrumentedAttribute[int],
    ids: Iterable[int] | None,
) -> set[int]:
    """What these rows belong to. ≤ 1 statement."""
    if not ids:
        return set()
    found = sa.select(column).where(key.in_(list(ids)), column.is_not(None)).distinct()
    return {id_ for id_ in db.session.scalars(found) if id_ is not None}


def take_due(kind: str, at: datetime, *, most: int) -> list[int]:
    """The subjects of this kind to look at now, longest due first. Commits: nobody else takes them.

    If this worker stops, they are due again when its lease ends. 2 statements.
    """
    due = (
        sa.select(Look.subject_id)
        .where(Look.subject_kind == kind, Look.due_at <= at)
        .order_by(Look.due_at, Look.subject_id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    ids = list(db.session.scalars(due))
    if ids:
        db.session.execute(
            sa.update(Look)
            .where(Look.subject_kind == kind, Look.subject_id.in_(ids))
            .values(due_at=at + LEASE)
        )
    events.commit()
    return ids


def looked_at(kind: str, ids: Collection[int], at: datetime) -> None:
    """Forget that these were due, but for what has changed since they were taken. 1 statement."""
    db.session.execute(
        sa.delete(Look).where(
            Look.subject_kind == kind, Look.subject_id.in_(ids), Look.due_at == at + LEASE
        )
    )
