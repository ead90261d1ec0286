"""`python -m benchmarks.search.kills --times 50`: the indexer is killed again and again.

A site is written to; its worker reads the log into the index and is killed after a moment, now and
then while it builds an index from nothing. After each kill the index must be readable or known to
be missing, and hold every change that the log says it has read; at the end, after one more turn,
it must agree with the database in everything. Exits with 1 when something is missing. With
TEST_POSTGRES_URL (bin/postgres) on PostgreSQL, else on SQLite.
"""

from __future__ import annotations

import os
import random
import signal
import time
from dataclasses import dataclass

import click
import sqlalchemy as sa
from flask import Flask

from benchmarks.search import living
from benchmarks.search.freshness import word_of
from benchmarks.search.speed import ENGINES
from core.db import db
from core.events import Event, Follower
from search import doctor, engine, indexer, machines

WRITTEN = 8  # changes before each kill
LONGEST = 0.3  # seconds of processor time that an indexer lives from its first turn
GIVEN_UP = 30.0
BUILT = 10  # every tenth one finds no index


@dataclass(slots=True)
class Survived:
    """What was found after so many kills."""

    kills: int = 0
    cut_short: int = 0  # killed with something still to do
    acknowledged: int = 0  # changes that the log said were in
    missing: int = 0  # of them
    drifted: int = 0  # documents that differ from the database in the end

    @property
    def line(self) -> str:
        """In words."""
        return (
            f"{self.kills} kills, {self.cut_short} with work to do; {self.acknowledged:,} changes "
            f"acknowledged, {self.missing} missing, {self.drifted} documents differ in the end"
        )


@click.command()
@click.option("--times", default=50, show_default=True)
@click.option("--engine", "engines", multiple=True, type=click.Choice(ENGINES), default=ENGINES)
def kills(times: int, engines: tuple[str, ...]) -> None:
    """Kill indexers and count what is missing."""
    url = os.environ.get("TEST_POSTGRES_URL", "")
    lost = 0
    for name in engines:
        with living.site(name, url) as app:
            survived = killed(app, times)
        lost += survived.missing + survived.drifted
        print(f"{name}, {'PostgreSQL' if url else 'SQLite'}: {survived.line}", flush=True)
    raise SystemExit(1 if lost else 0)


def killed(app: Flask, times: int, longest: float = LONGEST) -> Survived:
    """Kill so many indexers of this site; what was lost."""
    dice = random.Random(1)
    survived = Survived()
    written: dict[int, int] = {}  # the topic of each event
    with app.app_context():
        indexer.drain()
    for turn in range(times):
        with app.app_context():
            written |= _changes(turn * WRITTEN)
            if turn % BUILT == BUILT - 1:
                (engine.index().folder.root / "current").unlink(missing_ok=True)
            engine.index().close()
            db.session.remove()
        _indexer_killed_after(app, dice.random() * longest)
        with app.app_context():
            _look(survived, written)
    with app.app_context():
        indexer.drain()
        survived.drifted = len(doctor.examine().drifted)
    return survived


def _changes(start: int) -> dict[int, int]:
    topics = [living.write(word_of(start + number)) for number in range(WRITTEN)]
    rows = db.session.execute(
        sa.select(Event.id, Event.subject_id).where(
            Event.subject_kind == "topic", Event.subject_id.in_(topics)
        )
    )
    return {row.id: row.subject_id for row in rows}


def _indexer_killed_after(app: Flask, seconds: float) -> None:
    """A process that does nothing but read the log, as the worker does."""
    with app.app_context():
        db.engine.dispose()
    begun, tell = os.pipe()
    child = os.fork()
    if child == 0:
        app.extensions.pop("search", None)
        while True:
            with app.app_context():
                os.write(tell, b".")
                indexer.drain()
    os.close(tell)
    os.read(begun, 1)
    os.close(begun)
    until = time.monotonic() + GIVEN_UP
    ends = _used(child) + seconds
    while _used(child) < ends and time.monotonic() < until:
        time.sleep(0.001)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _used(process: int) -> float:
    """Processor time of another process in seconds: a busy machine kills no earlier. Linux only."""
    return time.clock_gettime(~process << 3 | 2)  # its CPUCLOCK_SCHED, as clock_getcpuclockid says


def _look(survived: Survived, written: dict[int, int]) -> None:
    index = engine.index()
    read_to = db.session.scalar(
        sa.select(Follower.event_id).where(Follower.name == machines.follower())
    )
    survived.kills += 1
    survived.cut_short += (read_to or 0) < max(written)
    if not index.is_there:  # missing and known to be: it will be built
        return
    read = {topic for event, topic in written.items() if event <= (read_to or 0)}
    there = index.holding(f"topic:{topic}" for topic in read)
    survived.acknowledged += len(read)
    survived.missing += len(read) - len(there)


if __name__ == "__main__":
    kills()
