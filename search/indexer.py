"""Keeping the index true: follow the change log, or build anew. The only writer of the index."""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from threading import Thread, get_native_id

from flask import Flask, current_app

from core import events, gaps
from core.events import Event
from core.jobs import every, job
from core.subjects import find
from search import documents, engine, machines
from search.backend import Backend, Document, Unavailable
from search.folder import Busy
from search.kinds import searched

AT_ONCE = 500  # events in one batch
TURN_SECONDS = 10.0  # after which polls close and mail goes out before more is read
PATIENCE_SECONDS = 10.0
SWITCH_SECONDS = 60.0  # that a new index waits for the writer of the old one
NICE = 15  # of 19: how far work that can wait stands behind pages
CHECKED_SECONDS = 600.0
TAKES_ALONG = frozenset({"moved", "took_in", "restructured"})  # its parts stand elsewhere then
MOST_AT_ONCE = 2_000  # documents that are indexed in the worker's turn, in some seconds

Watched = Callable[[Iterable[Document]], Iterable[Document]]


@every(seconds=1, name="search.follow", everywhere=True, apart=True)
def follow() -> None:
    """Bring the index up to date, on each machine for itself."""
    drain()


def drain() -> int:
    """Put into the index what has changed since; how many events were dealt with. Commits.

    Builds the index when there is none that can be read; a large one beside the worker's other
    work. Does nothing while somebody else writes, and goes on in the next turn after TURN_SECONDS.
    May be killed anywhere: what was not committed here is done again.
    """
    index = engine.index()
    with suppress(Busy):
        with index.folder.writing():
            if _is_sound(index) and machines.is_known():
                done = _catch_up(index)
                if index.is_worn and not index.folder.is_being_built():
                    beside("search.rebuild", rebuild)
                return done
        if not index.folder.is_being_built():
            return _build_again()
    return 0


def rebuild(watched: Watched = iter) -> int:
    """Build a new index beside the old one and switch to it; how many documents. Commits.

    The old one is kept up meanwhile. `watched` may wrap the documents, to show progress. Raises
    Busy while another process builds.
    """
    index = engine.index()
    with documents.snapshot():  # what is committed by then is read; what comes later is in the log
        read_to = events.settled(gaps.oldest_writer())
    return index.rebuild(watched(documents.all_documents()), _switching(index, read_to))


@job("search.again")
def again(keys: list[str]) -> None:
    """Read these subjects again and put them in, or take them out. Raises Busy.

    On this machine only: others have an index of their own.
    """
    index = engine.index()
    parted = [key.partition(":") for key in keys]
    with index.folder.alone():  # what is being built may have been read before
        for start in range(0, len(parted), AT_ONCE):
            some = {(kind, int(id_)) for kind, _, id_ in parted[start : start + AT_ONCE]}
            with index.folder.writing(patience=PATIENCE_SECONDS):
                _change(index, some)


def beside(name: str, work: Callable[[], object]) -> None:
    """Do this in a thread, so that polls close and mail goes out meanwhile; pages come first."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001

    def done() -> None:
        with app.app_context(), suppress(Busy):
            step_back()
            work()

    Thread(target=done, name=name, daemon=True).start()


def step_back() -> None:
    """Let others have the processor first, from now on: this thread only, where there is Linux."""
    if current_app.testing:  # it could not be taken back for the next test
        return
    with suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, get_native_id(), NICE)


def _build_again() -> int:
    with documents.snapshot():
        is_small = documents.count() <= MOST_AT_ONCE
    if is_small:
        return rebuild()
    beside("search.rebuild", rebuild)
    return 0


def _is_sound(index: Backend) -> bool:
    """Whether the index can be read; if in doubt all of it, but not again for a while.

    A disk that stays full makes every turn doubtful.
    """
    if index.folder.doubted() and index.folder.last_checked() > CHECKED_SECONDS:
        index.folder.checked()
        if not index.check():
            return False
    return index.is_there


@contextmanager
def _switching(index: Backend, read_to: int) -> Iterator[None]:
    """Our place in the log goes back first: killed then, the old index reads that part again."""
    with index.folder.writing(patience=SWITCH_SECONDS):
        _advance(read_to)
        yield


def _catch_up(index: Backend) -> int:
    done = 0
    until = time.monotonic() + TURN_SECONDS
    while time.monotonic() < until and (batch := _next_events()):
        changed = {(event.subject_kind, event.subject_id) for event in batch}
        try:
            moved = {
                (event.subject_kind, event.subject_id)
                for event in batch
                if event.name.partition(".")[2] in TAKES_ALONG
            }
            _change(index, changed | _parts_of(index, changed, moved))
        except Unavailable:
            index.folder.doubt()  # looked into at the next turn
            raise
        _advance(batch[-1].id)
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


def _parts_of(
    index: Backend, changed: set[tuple[str, int]], moved: set[tuple[str, int]]
) -> set[tuple[str, int]]:
    """What stands in subjects that have just been hidden, put back or moved, and goes with them."""
    there = index.holding(f"{kind}:{id_}" for kind, id_ in changed)
    parts: set[tuple[str, int]] = set()
    with documents.snapshot():
        for kind in sorted({kind for kind, _ in changed} & searched().keys()):
            ids = [id_ for other, id_ in changed if other == kind]
            shown = {subject.id for subject in documents.shown(kind, ids)}
            for id_ in ids:
                is_other = (id_ in shown) != (f"{kind}:{id_}" in there) or (kind, id_) in moved
                if is_other and (subject := find(kind, id_)):
                    parts.update(subject.parts())
    return parts


def _advance(read_to: int) -> None:
    events.advance(machines.follower(), Event(id=read_to))
    events.commit()
