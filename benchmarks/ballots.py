"""The ballot box under attack and under load: what the proof of polls rests on, with large numbers.

The attacks are those of tests/voting, run many times over. Each line says what was wanted.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import sqlite3
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import median

import sqlalchemy as sa

from tests.voting.attacks import Truth, in_order, order_in_file
from tests.voting.boxes import Poll, new_poll, same_poll
from tests.voting.killing import WORK, Trial
from tests.voting.solving import any_poll, attacked
from voting.box import Cast
from voting.box.sqlite import SqliteBox
from voting.methods import ON_A_SCALE
from voting.methods.support_scale import Answer

PRESSES = 100
ORDERED = 2_000  # ballots whose order is looked for
CLPS, REGIONS = 650, 12
TURNS = 15


@dataclass(frozen=True, slots=True)
class Line:
    """One measurement."""

    what: str
    store: str
    found: str
    wanted: str
    holds: bool


@dataclass(frozen=True, slots=True)
class _Bare:
    """The least that storing a vote costs, and how its log is cut as a mix cuts that of a box."""

    write: Callable[[], None]
    cut: Callable[[], object]


def measure(folder: Path, *, kills: int, polls: int, seconds: float) -> Iterator[Line]:
    """Every measurement, on SQLite and on PostgreSQL where TEST_POSTGRES_URL names a server."""
    stores = {"SQLite": "sqlite://"}
    if "TEST_POSTGRES_URL" in os.environ:
        stores["PostgreSQL"] = os.environ["TEST_POSTGRES_URL"]
    for store, url in stores.items():
        place = folder / store
        place.mkdir()
        yield _one_member(store, url, place)
        yield from _kills(store, url, place, kills)
        yield from _throughput(store, url, place, seconds)
    yield _order(folder)
    yield _subtraction(polls)


def table(lines: Iterator[Line]) -> Iterator[str]:
    """As Markdown, line by line as they are measured."""
    yield "### Ballots, attacked\n"
    yield "| what | store | found | wanted | |"
    yield "|---|---|---|---|---|"
    for line in lines:
        says = "holds" if line.holds else "**does not hold**"
        yield f"| {line.what} | {line.store} | {line.found} | {line.wanted} | {says} |"
    yield ""


def _one_member(store: str, url: str, folder: Path) -> Line:
    poll = new_poll(url, folder)
    with multiprocessing.get_context("spawn").Pool(2) as processes:
        half = PRESSES // 2
        address = (url, folder, poll.booth.poll, half)
        found = [answer for each in processes.map(_press, [address] * 2) for answer in each]
    sizes = poll.booth.box.sizes()
    poll.booth.destroy()
    return Line(
        f"one member, {PRESSES} requests at once from two processes",
        store,
        f"{found.count(Cast.RECORDED)} recorded, {sizes.ballots} ballot",
        "exactly one ballot",
        holds=found.count(Cast.RECORDED) == sizes.ballots == sizes.took_part == 1,
    )


def _press(address: tuple[str, Path, str, int]) -> list[Cast]:
    url, folder, name, times = address
    poll = same_poll(url, folder, name)
    with ThreadPoolExecutor(16) as presses:
        return list(presses.map(lambda _: poll.vote(1)[0], range(times)))


def _kills(store: str, url: str, folder: Path, kills: int) -> Iterator[Line]:
    for work in WORK:
        trial = Trial(url, folder, random.Random(work))
        for _ in range(kills // len(WORK)):
            trial.run(work)
        yield Line(
            f"kill -9 at random points of {work}, {kills // len(WORK)} trials",
            store,
            f"{trial.lost} of {trial.acknowledged:,} lost, {trial.half} half states",
            "0 lost, 0 half states",
            holds=not trial.lost and not trial.half,
        )


def _throughput(store: str, url: str, folder: Path, seconds: float) -> Iterator[Line]:
    """Casting beside the least that storing costs there: two rows in one durable transaction.

    A store writes one transaction after the other, while ballots are sealed by all processes of a
    site at once. So casting is measured in one process, and in as many as there are processors.
    """
    poll = new_poll(url, folder)
    bare = _bare_sqlite(folder) if store == "SQLite" else _bare_postgres(url)
    numbers = count(1)
    casts, writes, together = [], [], []
    many = os.cpu_count() or 1
    processes = multiprocessing.get_context("spawn").Pool(many)
    for turn in range(TURNS):  # short ones: a disk that others use is fast and slow by turns
        bare.cut()
        poll.booth.box.mix()  # cuts its log too: both write into one that grows
        writes.append(_per_second(bare.write, seconds / 3))
        casts.append(_per_second(lambda: _cast(poll, next(numbers)), seconds / 3))
        where = [
            (url, folder, poll.booth.poll, seconds / 3, (turn * many + process + 1) * 10**6)
            for process in range(many)
        ]
        together.append(sum(processes.map(_cast_on, where)))
    processes.terminate()
    poll.booth.destroy()
    for what, rates in (("one process", casts), (f"{many} processes", together)):
        share = median(rates) / median(writes)
        yield Line(
            f"ballots a second from {what}, beside the same rows written bare",
            store,
            f"{median(rates):,.0f}/s of {median(writes):,.0f}/s, {share:.0%}",
            "60 %",
            holds=share >= 0.6,  # noqa: PLR2004 — as wanted
        )


def _cast_on(work: tuple[str, Path, str, float, int]) -> float:
    """Cast for so many seconds, as members from this number on; gives ballots a second."""
    url, folder, name, seconds, first = work
    poll, numbers = same_poll(url, folder, name), count(first)
    return _per_second(lambda: _cast(poll, next(numbers)), seconds)


def _cast(poll: Poll, member: int) -> None:
    assert poll.vote(member, Answer.FOR)[0] is Cast.RECORDED


def _bare_sqlite(folder: Path) -> _Bare:
    """Two rows of the same sizes in one transaction that is on disk when it is over."""
    box = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
    box.executescript(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
        "CREATE TABLE person (ref BLOB PRIMARY KEY, proof BLOB) WITHOUT ROWID;"
        "CREATE TABLE ballot (t BLOB PRIMARY KEY, sealed BLOB, mine BLOB) WITHOUT ROWID;"
    )

    def write() -> None:
        box.execute("BEGIN IMMEDIATE")
        box.execute("INSERT INTO person VALUES (?, ?)", (os.urandom(16), os.urandom(16)))
        values = (os.urandom(10), os.urandom(176), os.urandom(156))
        box.execute("INSERT INTO ballot VALUES (?, ?, ?)", values)
        box.execute("COMMIT")

    return _Bare(write, lambda: box.execute("PRAGMA wal_checkpoint(TRUNCATE)"))


def _bare_postgres(url: str) -> _Bare:
    engine = sa.create_engine(url, connect_args={"options": "-c synchronous_commit=on"})
    name = f"bare_{uuid.uuid4().hex}"
    box = engine.connect()
    box.exec_driver_sql(f"CREATE TABLE {name}_person (ref bytea PRIMARY KEY, proof bytea)")
    box.exec_driver_sql(
        f"CREATE TABLE {name}_ballot (t bytea PRIMARY KEY, sealed bytea, mine bytea)"
    )
    box.commit()
    person = sa.text(f"INSERT INTO {name}_person VALUES (:ref, :proof)")  # noqa: S608 — ours
    ballot = sa.text(f"INSERT INTO {name}_ballot VALUES (:t, :sealed, :mine)")  # noqa: S608

    def write() -> None:
        box.execute(person, {"ref": os.urandom(16), "proof": os.urandom(16)})
        sizes = {"t": 10, "sealed": 176, "mine": 156}
        box.execute(ballot, {column: os.urandom(size) for column, size in sizes.items()})
        box.commit()

    return _Bare(write, lambda: None)


def _per_second(act: Callable[[], None], seconds: float) -> float:
    began, done = time.monotonic(), 0
    while time.monotonic() - began < seconds:
        act()
        done += 1
    return done / (time.monotonic() - began)


def _order(folder: Path) -> Line:
    poll, truth = new_poll("sqlite://", folder), Truth(seed=3)
    box = poll.booth.box
    assert isinstance(box, SqliteBox)
    for _ in range(4):
        truth.vote(box, ORDERED // 4)
        box.mix()
    found = [in_order(order_in_file(box.path, keys), keys) for keys in (truth.refs, truth.trackers)]
    poll.booth.destroy()
    return Line(
        f"pairs in the order of voting in the file, {ORDERED:,} ballots mixed",
        "SQLite",
        " and ".join(f"{share:.3f}" for share in found),
        "0.45 to 0.55",
        holds=all(0.45 < share < 0.55 for share in found),  # noqa: PLR2004 — as wanted
    )


def _subtraction(polls: int) -> Line:
    chance, tried, pinned = random.Random(11), 0, 0
    for _ in range(polls):
        rows, _tally = any_poll(chance, ON_A_SCALE, clps=CLPS, regions=REGIONS)
        cells, found = attacked(rows, ON_A_SCALE)
        tried, pinned = tried + cells, pinned + found
    return Line(
        f"rows of {polls} polls of {CLPS} CLPs solved against one another",
        "–",
        f"{pinned} of {tried:,} figures pinned",
        "nothing pinned",
        holds=pinned == 0 and tried > 0,
    )
