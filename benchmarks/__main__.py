"""`python -m benchmarks`: measure, and print the tables as Markdown."""

from __future__ import annotations

import os
import platform
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from statistics import median

import click

from benchmarks import casting, data, load, pages, servers
from benchmarks.pages import WAYS, Measured
from demo.sizes import SIZES

ALL = "all"


@click.command()
@click.option("--size", type=click.Choice([*SIZES, ALL]), default=ALL, show_default=True)
@click.option("--seconds", default=1.0, show_default=True, help="Length of one measurement.")
@click.option("--rounds", default=3, show_default=True, help="The table shows their median.")
@click.option("--data", "folder", type=click.Path(path_type=Path), help="Keep the data here.")
def bench(size: str, seconds: float, rounds: int, folder: Path | None) -> None:
    """Measure pages and ballots, each beside the least it could cost."""
    with tempfile.TemporaryDirectory() as passing:
        place = (folder or Path(passing)).resolve()
        print(_facts())
        found: dict[str, list[Measured]] = {}
        for name in SIZES if size == ALL else [size]:
            site = data.prepare(name, place / name)
            found[name] = pages.measure(site, seconds=seconds, rounds=rounds)
            print("\n".join(_table(name, found[name])))
            print(_casting(site, seconds, rounds))
        if size == ALL:
            print("\n".join(_growth(found["small"], found["large"])))


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
    yield f"| page | bytes | bare page, requests/s | {' | '.join(WAYS)} | statements |"
    yield f"|---|---:|---:|{'---:|' * len(WAYS)}---:|"
    for one in found:
        shares = " | ".join(_percent(one, way) for way in WAYS)
        size_and_rate = f"{one.bytes:,} | {median(one.bare):,.0f}"
        yield f"| {one.page} | {size_and_rate} | {shares} | {'{}, {}'.format(*one.statements)} |"
    yield ""


def _percent(one: Measured, way: str) -> str:
    return f"{100 * one.share(way):.0f} %" if way in one.shares else "–"


def _casting(site: data.Site, seconds: float, rounds: int) -> str:
    ballots, writes = casting.cast(site, seconds=seconds, rounds=rounds)
    share = median(ballots) / median(writes)
    return (
        f"Ballots: {median(ballots):,.0f}/s in one process, {share:.0%} of the "
        f"{median(writes):,.0f}/s that a bare 4 KB write with fdatasync reaches there.\n"
    )


def _growth(small: list[Measured], large: list[Measured]) -> Iterator[str]:
    yield "### Growth: what a page costs with large data, over what it costs with small\n"
    yield f"| page | {' | '.join(WAYS)} |"
    yield f"|---|{'---:|' * len(WAYS)}"
    for one in small:
        for same in large:
            if same.page == one.page:
                ratios = (f"{one.share(way) / same.share(way):.2f}" for way in WAYS)
                yield f"| {one.page} | {' | '.join(ratios)} |"


if __name__ == "__main__":
    bench()
