"""How soon a saved change is found while others write: a real worker, a real database.

`python -m benchmarks.search.freshness --engine tantivy`. With TEST_POSTGRES_URL (bin/postgres) on
PostgreSQL, else on SQLite. Prints the median and the longest wait; exits with 1 when one was over
ALLOWED seconds, or when something was never found.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from itertools import count
from statistics import median, quantiles

import click
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from benchmarks.search import living
from benchmarks.search.speed import ENGINES
from core.db import db, snapshot
from deliberation.models import Post
from search import indexer

ALLOWED = 3.0  # seconds until a saved change is found
GIVEN_UP = 60.0
STARTED = 300.0  # until the worker has begun to work
PER_SECOND = 50
WRITERS = 4  # processes
LATE = 1.0  # seconds that a writer makes up for, no more
FIRST_OF_OTHERS = 1_000_000  # numbers of the words they use


@dataclass(slots=True)
class Waits:
    """How long changes took to be found, and how many were written each second meanwhile."""

    seconds: list[float] = field(default_factory=list)
    never: int = 0
    written: float = 0.0

    @property
    def p95(self) -> float:
        """What nineteen of twenty waited less than."""
        return quantiles(self.seconds, n=20, method="inclusive")[-1]

    @property
    def line(self) -> str:
        """In words."""
        return (
            f"{len(self.seconds)} changes among {self.written:.0f} writes/s: found after "
            f"{median(self.seconds):.2f} s, p95 {self.p95:.2f} s, at most "
            f"{max(self.seconds):.2f} s; {self.never} never"
        )


@click.command()
@click.option("--engine", "engines", multiple=True, type=click.Choice(ENGINES), default=ENGINES)
@click.option("--documents", default=2_000, show_default=True, help="Topics there are before.")
@click.option("--changes", default=40, show_default=True, help="Changes that are looked for.")
def freshness(engines: tuple[str, ...], documents: int, changes: int) -> None:
    """Write, and look how soon it is found."""
    url = os.environ.get("TEST_POSTGRES_URL", "")
    failed = False
    for engine in engines:
        with living.site(engine, url) as app:
            with app.app_context():
                list(living.fill(documents))
                indexer.rebuild()
            waits = measured(app, partial(living.running, app, "work"), changes=changes)
        print(f"{engine}, {'PostgreSQL' if url else 'SQLite'}: {waits.line}", flush=True)
        failed = failed or waits.never > 0 or max(waits.seconds) > ALLOWED
    raise SystemExit(1 if failed else 0)


def measured(
    app: Flask,
    worker: Callable[[], AbstractContextManager[object]],
    *,
    changes: int,
    writers: int = WRITERS,
) -> Waits:
    """How long each of so many changes took to be found by a page, while others write too."""
    waits = Waits()
    words = map(word_of, count(1))
    client = app.test_client()
    with (
        _others_write(app, writers) as written,
        worker(),
    ):  # in this order: a fork keeps locks of files
        _wait_for(app, client, next(words), given_up=STARTED)
        began, before = time.monotonic(), written()
        for _ in range(changes):
            waited = _wait_for(app, client, next(words))
            if waited is None:
                waits.never += 1
            else:
                waits.seconds.append(waited)
        waits.written = (written() - before) / (time.monotonic() - began)
    return waits


def _wait_for(
    app: Flask, client: FlaskClient, word: str, given_up: float = GIVEN_UP
) -> float | None:
    """Save something, and ask the page for it until it is there; how many seconds that took."""
    with app.app_context():
        id_ = living.write(word)
    saved = time.monotonic()
    while time.monotonic() < saved + given_up:
        answer = client.get("/search", query_string={"q": word})
        if answer.status_code != HTTPStatus.OK:
            raise click.ClickException(f"The page answers {answer.status}.")
        if f"/topics/{id_}-" in answer.text:
            return time.monotonic() - saved
        time.sleep(0.05)
    print(f"topic {id_}, “{word}”, was never found", flush=True)
    return None


@contextmanager
def _others_write(app: Flask, writers: int) -> Iterator[Callable[[], int]]:
    """Each writes its share of PER_SECOND posts a second; tells how many there are by now.

    In processes of their own, as on a real site, so that they do not wait for whoever looks.
    """
    with app.app_context():
        talk = living.talk()
        db.session.remove()
        db.engine.dispose()
    children = [_forked(partial(_write_on, app, talk, start)) for start in range(writers)]
    try:
        yield partial(_posts, app)
    finally:
        for child in children:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _forked(work: Callable[[], None]) -> int:
    """Another process that does this until it is killed, or this one is gone; its number."""
    parent, child = os.getpid(), os.fork()
    if child:
        return child
    try:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
        os.setsid()  # as a service: its share of the processor is its own
        work()
    finally:
        os._exit(1)


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _write_on(app: Flask, talk: living.Talk, start: int) -> None:
    due = time.monotonic()
    for number in count(FIRST_OF_OTHERS + start, WRITERS):
        due = max(due + WRITERS / PER_SECOND, time.monotonic() - LATE)
        time.sleep(max(0.0, due - time.monotonic()))
        with app.app_context():
            living.post(talk, number, word_of(number))


def _posts(app: Flask) -> int:
    with app.app_context(), snapshot() as connection:
        return connection.scalar(sa.select(sa.func.count(Post.id))) or 0


def word_of(number: int) -> str:
    """A word of letters for each number, unlike the others."""
    syllables = ("ba", "do", "fi", "gu", "ke", "la", "mo", "ni", "pu", "ze")
    return "".join(syllables[int(digit)] for digit in f"{number:07}") + "x"


if __name__ == "__main__":
    freshness()
