"""The wiki as it grows from 500 to 50,000 topics: what its pages cost inside the application.

The same few topics are asked for at every size, so that only what lies around them differs. Each
page stands beside a bare Flask page of the same number of bytes, asked for in turns with it.
Processor time is measured, not the clock: SQLite works in our process, so nothing is left out.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from flask import Flask
from flask_migrate import upgrade

from benchmarks import bare
from benchmarks.data import application_on
from benchmarks.servers import ROOT
from core.db import reading, statements
from demo import sizes
from demo.wiki_rows import ROOTS
from wiki import queries

GROWN = (500, 5_000, 50_000)  # topics
ORDINARY = 40  # a topic with seven children at every size
MANY_TRAILS = 300  # a topic with three places
PAGES: dict[str, tuple[str, float | None]] = {
    "topic": (f"/topics/{ORDINARY}", None),
    "contents of 200": (f"/topics/{ROOTS}", 25.0),
    "top of the wiki": ("/topics", None),
    "outline of the whole": ("/topics/outline", 100.0),
}
TRAILS, TRAILS_MOST = "trails", 1.0  # ms
MOST_STATEMENTS = 12
CALLS = 15  # of each page in one round


@dataclass(frozen=True, slots=True)
class Cost:
    """What one page, or one read, cost at one size."""

    ms: float  # processor time, the median
    times_bare: float  # the bare page of the same bytes costs 1
    bytes: int
    statements: int
    most: float | None  # ms we allow


def measure(topics: int, folder: Path, *, rounds: int) -> dict[str, Cost]:
    """Costs by name of page, in a wiki of so many topics; made in the folder unless it is there."""
    print(f"wiki of {topics:,} topics", file=sys.stderr)
    application = application_on(folder, pages_kept=0)
    with application.app_context():
        upgrade(str(ROOT / "migrations"))
        for _made in sizes.fill(sizes.plan_wiki(topics)):
            pass
    found = {name: _page(application, path, most, rounds) for name, (path, most) in PAGES.items()}
    return {**found, TRAILS: _trails(application, rounds)}


def _page(application: Flask, path: str, most: float | None, rounds: int) -> Cost:
    client, beside = application.test_client(), bare.app.test_client()
    answer = client.get(path, follow_redirects=True)
    assert answer.status_code == 200, (path, answer.status)  # noqa: PLR2004 — found
    path, size = answer.request.path, len(answer.data)
    with statements(application) as sent:
        client.get(path)
    mine, bares = [], []
    for _round in range(rounds):
        bares.append(_ms(lambda: beside.get(f"/{size}")))
        mine.append(_ms(lambda: client.get(path)))
    ms = median(mine)
    return Cost(ms, ms / median(bares), size, len(sent) + 1, most)


def _trails(application: Flask, rounds: int) -> Cost:
    """The trails of one topic, without a page round them."""
    with application.app_context(), reading():
        queries.trails_of(MANY_TRAILS)
        ms = median(_ms(lambda: queries.trails_of(MANY_TRAILS)) for _round in range(rounds))
    return Cost(ms, 0, 0, 1, TRAILS_MOST)


def _ms(act: Callable[[], object]) -> float:
    began = time.process_time()
    for _call in range(CALLS):
        act()
    return (time.process_time() - began) / CALLS * 1000


def table(found: dict[int, dict[str, Cost]]) -> Iterator[str]:
    """The table of all sizes, with what each may cost and how it grew."""
    yield "### The wiki as it grows\n"
    yield "Processor time inside the application, nothing kept: ms, then × the bare page.\n"
    sizes_shown = " | ".join(f"{topics:,} topics" for topics in found)
    yield f"| page | bytes | statements | {sizes_shown} | allowed | growth |"
    yield f"|---|---:|---:|{'---:|' * len(found)}---:|---:|"
    smallest, largest = min(found), max(found)
    for name, cost in found[largest].items():
        cells = " | ".join(_cell(costs[name]) for costs in found.values())
        growth = cost.ms / found[smallest][name].ms
        by_count = f"{MOST_STATEMENTS} statements" if name == "topic" else "–"
        allowed = f"{cost.most:g} ms" if cost.most else by_count
        facts = f"{cost.bytes:,} | {cost.statements} | {cells}"
        yield f"| {name} | {facts} | {allowed} | {growth:.2f} |"
    yield ""


def _cell(cost: Cost) -> str:
    return f"{cost.ms:.2f}, {cost.times_bare:.0f}×" if cost.times_bare else f"{cost.ms:.2f}"
