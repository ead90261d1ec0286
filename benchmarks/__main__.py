"""`python -m benchmarks`: measure, and print the tables as Markdown."""

from __future__ import annotations

import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from statistics import median

import click

from benchmarks import (
    ballots,
    casting,
    data,
    forum,
    load,
    notices,
    pages,
    queue,
    servers,
    sweep,
    wiki,
)
from benchmarks.pages import WAYS, Measured
from benchmarks.search import site as searched
from benchmarks.search import speed
from demo.sizes import SIZES

ALL, WIKI, FORUM, NOTICES, BALLOTS, SWEEP = "all", "wiki", "forum", "notices", "ballots", "sweep"
QUEUE = "queue"
SEARCH = "search"  # by itself only: its indexes take half an hour to build
SEARCHED = (20_000, 100_000)  # documents
INDEX, TRIALS = "index", ("freshness", "beside", "kills", "fuzz")  # in benchmarks/search


@click.command()
@click.option(
    "--size",
    type=click.Choice([*SIZES, WIKI, FORUM, NOTICES, BALLOTS, SWEEP, QUEUE, SEARCH, INDEX, ALL]),
    default=ALL,
    show_default=True,
)
@click.option("--seconds", default=2, show_default=True, help="Length of one measurement.")
@click.option("--rounds", default=3, show_default=True, help="The table shows their median.")
@click.option("--kills", default=200, show_default=True, help="How often ballots are cut short.")
@click.option("--polls", default=200, show_default=True, help="How many results are solved.")
@click.option("--million", is_flag=True, help="Search 1,000,000 documents too, an hour more.")
@click.option("--data", "folder", type=click.Path(path_type=Path), help="Keep the data here.")
def bench(
    *,
    size: str,
    seconds: int,
    rounds: int,
    kills: int,
    polls: int,
    million: bool,
    folder: Path | None,
) -> None:
    """Measure pages and ballots, each beside the least it could cost."""
    if size == INDEX:
        sys.exit(max([_trial(name) for name in TRIALS]))
    with tempfile.TemporaryDirectory() as passing:
        place = (folder or Path(passing)).resolve()
        print(_facts())
        _pages(place, size, seconds, rounds)
        if size in {ALL, WIKI}:
            grown = {n: wiki.measure(n, place / f"wiki-{n}", rounds=rounds) for n in wiki.GROWN}
            print("\n".join(wiki.table(grown)))
        if size in {ALL, FORUM}:
            print("\n".join(forum.table(*forum.measure(place, rounds=rounds))))
        if size in {ALL, BALLOTS}:
            for line in ballots.table(
                ballots.measure(_made(place), kills=kills, polls=polls, seconds=seconds)
            ):
                print(line, flush=True)
        if size in {ALL, NOTICES}:
            nights = {n: notices.measure(n, place / f"notices-{n}") for n in notices.GROWN}
            print("\n".join(notices.table(nights)))
        if size in {ALL, SWEEP}:
            swept = {n: sweep.measure(n, place / f"sweep-{n}") for n in sweep.GROWN}
            print("\n".join(sweep.table(swept)))
        if size in {ALL, QUEUE}:
            queued = {n: queue.measure(n, place / f"queue-{n}") for n in queue.GROWN}
            print("\n".join(queue.table(queued)))
        for line in _search(place, million=million) if size == SEARCH else ():
            print(line, flush=True)


def _pages(place: Path, size: str, seconds: int, rounds: int) -> None:
    """Print the tables of pages and of casting, of this size or of all."""
    found: dict[str, list[Measured]] = {}
    for name in SIZES if size == ALL else [size] if size in SIZES else []:
        site = data.prepare(name, place / name)
        found[name] = pages.measure(site, seconds=seconds, rounds=rounds)
        print("\n".join(_table(name, found[name])))
        print(_casting(site, seconds, rounds))
    if size == ALL:
        print("\n".join(_growth(found["small"], found["large"])))


def _search(place: Path, *, million: bool) -> Iterator[str]:
    """Every class of question at two sizes, then whole pages at the larger one and beyond."""
    times = {}
    for documents in SEARCHED:
        times[documents] = speed.taken(documents, place)
        yield from speed.table(documents, times[documents], speed.ENGINES)
        yield ""
    few, many = SEARCHED
    yield from speed.growth(times[few], times[many])
    yield ""
    sites = [(name, many) for name in speed.ENGINES]
    sites += [("tantivy", 1_000_000)] if million else []
    yield from searched.table(
        searched.measure(name, documents, place / f"site-{name}-{documents}")
        for name, documents in sites
    )


def _trial(name: str) -> int:
    """Run one trial of the search index; 0 when it was passed."""
    return subprocess.run(
        [sys.executable, "-m", f"benchmarks.search.{name}"], check=False
    ).returncode


def _made(place: Path) -> Path:
    """A new folder for boxes that are to be broken."""
    return Path(tempfile.mkdtemp(dir=place if place.is_dir() else None))


def _facts() -> str:
    parts = [
        f"Python {platform.python_version()}",
        *(f"{name} {version(name)}" for name in ("flask", "sqlalchemy", "gunicorn")),
        f"SQLite {sqlite3.sqlite_version}",
        f"{os.cpu_count()} cores",
        f"gunicorn gthread, 1 worker × {servers.THREADS} threads",
        f"{'wrk' if load.WRK else 'a Python client'}, {load.CONNECTIONS} connections",
    ]
    return f"{', '.join(parts)}.\n"


def _table(size: str, found: Iterable[Measured]) -> Iterator[str]:
    yield f"### {size.capitalize()} data\n"
    yield "Share of the bare page’s requests/s, then µs of processor time for each request.\n"
    yield f"| page | bytes | bare page | {' | '.join(WAYS)} | statements |"
    yield f"|---|---:|---:|{'---:|' * len(WAYS)}---:|"
    for one in found:
        bare = one.bare()
        beside = f"{median(s.per_second for s in bare):,.0f}/s, {median(s.cpu for s in bare):,.0f}"
        cells = " | ".join(_cell(one, way) for way in WAYS)
        made, kept = one.statements
        yield f"| {one.page} | {one.bytes:,} | {beside} | {cells} | {made}, {kept} |"
    yield ""


def _cell(one: Measured, way: str) -> str:
    share, cpu = one.share(way), one.cpu(way)
    return "–" if share is None or cpu is None else f"{share:.0%}, {cpu:,.0f}"


def _casting(site: data.Site, seconds: int, rounds: int) -> str:
    ballots, writes = casting.cast(site, seconds=seconds, rounds=rounds)
    share = median(ballots) / median(writes)
    return (
        f"Ballots: {median(ballots):,.0f}/s in one process, {share:.0%} of the "
        f"{median(writes):,.0f}/s that a bare 4 KB write with fdatasync reaches there.\n"
    )


def _growth(small: list[Measured], large: list[Measured]) -> Iterator[str]:
    yield "### Growth\n"
    yield "Processor time for a request with large data, over that with small data.\n"
    yield f"| page | {' | '.join(WAYS)} |"
    yield f"|---|{'---:|' * len(WAYS)}"
    for one in small:
        for same in (other for other in large if other.page == one.page):
            yield f"| {one.page} | {' | '.join(_ratio(one, same, way) for way in WAYS)} |"


def _ratio(small: Measured, large: Measured, way: str) -> str:
    before, after = small.cpu(way), large.cpu(way)
    return f"{after / before:.2f}" if before and after else "–"


if __name__ == "__main__":
    bench()
