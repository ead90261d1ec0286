"""How much slower pages are while the index is built anew: another process does it, as at night.

`python -m benchmarks.search.beside --documents 100000`. Asks one process for a page of the wiki and
for a discussion, made anew each time, without the rebuild and while it goes on, turn by turn so
that both meet the same machine. With TEST_POSTGRES_URL (bin/postgres) on PostgreSQL, else SQLite.
Exits with 1 when the median of pages was more than ALLOWED slower.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from statistics import median, quantiles

import click
from flask import Flask
from flask.testing import FlaskClient

from benchmarks.search import living
from benchmarks.search.freshness import word_of
from benchmarks.search.speed import ENGINES

ALLOWED = 1.2
BY_CLOCK = 0
PAUSE_SECONDS = 0.02  # between two pages: somebody reads
TURN = 20  # pages in each turn
POSTS = 200  # in twenty discussions
SETTLED_SECONDS = 3.0  # in which the other process starts and begins to read


Took = tuple[float, float]


@dataclass(slots=True)
class Views:
    """What each page took, without a rebuild and with one: ms by the clock, ms of the processor."""

    alone: list[Took] = field(default_factory=list)
    beside: list[Took] = field(default_factory=list)

    def slower(self, which: int) -> float:
        """How many times as long the median took, by the clock (0) or the processor (1)."""
        low, high = (median(took[which] for took in some) for some in (self.alone, self.beside))
        return high / low

    @property
    def lines(self) -> Iterator[str]:
        """In words."""
        for which, name in enumerate(("by the clock", "of the processor")):
            times = ([took[which] for took in some] for some in (self.alone, self.beside))
            (low, low95), (high, high95) = ((median(t), quantiles(t, n=20)[-1]) for t in times)
            yield (
                f"{len(self.beside)} pages, {name}: median {low:.1f} ms alone, {high:.1f} beside "
                f"({high / low:.2f}×); p95 {low95:.1f} and {high95:.1f} ms ({high95 / low95:.2f}×)"
            )


@click.command()
@click.option("--engine", "engines", multiple=True, type=click.Choice(ENGINES), default=ENGINES)
@click.option("--documents", default=100_000, show_default=True)
@click.option("--turns", default=20, show_default=True, help="Of 20 pages each way.")
def beside(engines: tuple[str, ...], documents: int, turns: int) -> None:
    """Ask for pages, with and without a rebuild."""
    url = os.environ.get("TEST_POSTGRES_URL", "")
    failed = False
    for engine in engines:
        with living.site(engine, url, pages_kept=0) as app:
            paths = filled(app, documents)
            with living.running(app, "reindex") as other:
                time.sleep(SETTLED_SECONDS)
                views = viewed(app, paths, turns, other)
        for line in views.lines:
            print(f"{engine}, {'PostgreSQL' if url else 'SQLite'}: {line}", flush=True)
        failed = failed or views.slower(BY_CLOCK) > ALLOWED
    raise SystemExit(1 if failed else 0)


def filled(app: Flask, documents: int, posts: int = POSTS) -> tuple[str, ...]:
    """So many topics and a discussion; the paths of two pages."""
    with app.app_context():
        list(living.fill(documents))
        topic = living.write(word_of(1))
        talk = living.talk()
        for number in range(posts):
            living.post(talk, number, word_of(number + 2))
        thread = talk.threads[0]
    return f"/topics/{topic}", f"/threads/{thread}"


def viewed(
    app: Flask, paths: tuple[str, ...], turns: int, other: subprocess.Popen[bytes], each: int = TURN
) -> Views:
    """The times of pages while the other process is held and while it works, by turns."""
    views = Views()
    client = app.test_client()
    for path in paths * 3:  # templates and statements are made at the first
        _took(client, path)
    for _ in range(turns):
        for held, times in ((True, views.alone), (False, views.beside)):
            other.send_signal(signal.SIGSTOP if held else signal.SIGCONT)
            for path in paths * (each // len(paths)):
                times.append(_took(client, path))
                time.sleep(PAUSE_SECONDS)
        if other.poll() is not None:
            raise click.ClickException("The rebuild had ended: ask for more documents.")
    return views


def _took(client: FlaskClient, path: str) -> Took:
    began = time.perf_counter(), time.process_time()
    answer = client.get(path, follow_redirects=True)
    ended = time.perf_counter(), time.process_time()
    if answer.status_code != HTTPStatus.OK:
        raise click.ClickException(f"{path}: {answer.status}")
    return (ended[0] - began[0]) * 1_000, (ended[1] - began[1]) * 1_000


if __name__ == "__main__":
    beside()
