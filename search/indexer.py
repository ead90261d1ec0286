"""Keeping the index true: follow the change log, or build anew. The only writer of the index."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from threading import Thread

import sqlalchemy as sa
from flask import Flask, current_app

from core import events
from core.clock import now
from core.db import db
from core.events import GAP_PATIENCE, Event
from core.jobs import every, job
from core.subjects import find
from search import documents, engine, machines
from search.backend import Backend, Document, Unavailable
from search.folder import Busy
from search.kinds import searched

AT_ONCE = 500  # events in one batch
PATIENCE_SECONDS = 10.0
CHECKED_SECONDS = 600.0
MOST_AT_ONCE = 2_000  # documents that are indexed in the worker's turn, in some seconds

Watched = Callable[[Iterable[Document]], Iterable[Document]]


@every(seconds=1, name="search.follow", everywhere=True)
def follow() -> None:
    """Bring the index up to date, on each machine for itself."""
    drain()


def drain() -> int:
    """Put into the index all that has changed since; how many events were dealt with. Commits.

    Builds the index when there is none that can be read; a large one beside the worker's other
    work. Does nothing while somebody else writes. May be killed anywhere: what was not committed
    here is done again.
    """
    index = engine.index()
    with suppress(Busy):
        with index.folder.writing():
            if _is_sound(index) and machines.is_known():
                return _catch_up(index)
            with documents.snapshot():
                is_small = documents.count() <= MOST_AT_ONCE
            if is_small:
                return _rebuild(index)
        beside("search.rebuild", rebuild)
    return 0


def rebuild(watched: Watched = iter) -> int:
    """Build a new index beside the old one and switch to it; how many documents. Commits.

    `watched` may wrap the documents, to show progress. Raises Busy while another process writes.
    """
    index = engine.index()
    with index.folder.writing():
        return _rebuild(index, watched)


@job("search.again")
def again(keys: list[str]) -> None:
    """Read these subjects again and put them in, or take them out. Raises Busy.

    On this machine only: others have an index of their own.
    """
    index = engine.index()
    parted = [key.partition(":") for key in keys]
    for start in range(0, len(parted), AT_ONCE):
        with index.folder.writing(patience=PATIENCE_SECONDS):
            _change(index, {(kind, int(id_)) for kind, _, id_ in parted[start : start + AT_ONCE]})


def beside(name: str, work: Callable[[], object]) -> None:
    """Do this in a thread, so that polls close and mail goes out meanwhile."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001

    def done() -> None:
        with app.app_context(), suppress(Busy):
            work()

    Thread(target=done, name=name, daemon=True).start()


def _is_sound(index: Backend) -> bool:
    """Whether the index can be read; if in doubt all of it, but not again for a while.

    A disk that stays full makes every turn doubtful.
    """
    if index.folder.doubted() and index.folder.last_checked() > CHECKED_SECONDS:
        index.folder.checked()
        if not index.check():
            return False
    return index.is_there


def _rebuild(index: Backend, watched: Watched = iter) -> int:
    """Everything that is committed by now is read; what comes later is in the log."""
    with documents.snapshot():
        settled = db.session.scalar(
            sa.select(Event)
            .where(Event.at < now() - GAP_PATIENCE)  # a younger one may still get a predecessor
            .order_by(Event.id.desc())
            .limit(1)
        )
    count = index.rebuild(watched(documents.all_documents()))
    _advance(settled or Event(id=0))  # a fresh site: the log is read from its beginning
    return count


def _catch_up(index: Backend) -> int:
    done = 0
    while batch := _next_events():
        changed = {(event.subject_kind, event.subject_id) for event in batch}
        try:
            _change(index, changed | _parts_of(index, changed))
        except Unavailable:
            index.folder.doubt()  # looked into at the next turn
            raise
        _advance(batch[-1])
        done += len(batch)
    return done


def _next_events() -> list[Event]:
    with documents.snapshot():
        return events.follow(machines.follower(), limit=AT_ONCE)


def _change(index: Backend, changed: set[tuple[str, int]]) -> None:
    """Bring the documents of these subjects up to date; kinds that are not searched are skipped."""
    found: list[Document] = []
    with documents.snapshot():
        for kind in sorted({kind for kind, _ in changed} & searched().keys()):
            ids = [id_ for other, id_ in changed if other == kind]
            found += documents.documents_of(kind, ids)
    put = {document.key for document in found}
    gone = {f"{kind}:{id_}" for kind, id_ in changed if kind in searched()} - put
    if found:
        index.put(found)
    if gone:
        index.delete(gone)


def _parts_of(index: Backend, changed: set[tuple[str, int]]) -> set[tuple[str, int]]:
    """What stands in subjects that have just been hidden or put back, and goes with them."""
    there = index.holding(f"{kind}:{id_}" for kind, id_ in changed)
    parts: set[tuple[str, int]] = set()
    with documents.snapshot():
        for kind in sorted({kind for kind, _ in changed} & searched().keys()):
            ids = [id_ for other, id_ in changed if other == kind]
            shown = {subject.id for subject in documents.shown(kind, ids)}
            for id_ in ids:
                if (id_ in shown) != (f"{kind}:{id_}" in there) and (subject := find(kind, id_)):
                    parts.update(subject.parts())
    return parts


def _advance(event: Event) -> None:
    events.advance(machines.follower(), event)
    events.commit()
