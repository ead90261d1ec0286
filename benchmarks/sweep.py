"""The sweep of the detectors, as discussions grow: everything once, then only what changed.

Each discussion is a thread of a hundred posts by some forty people, two of them about one option
with a published poll. In most the sides are heard alike; in every twentieth one side hardly speaks,
and in another twentieth one person writes half. Each sweep runs in a process of its own, so that
its memory is its own.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import sqlalchemy as sa
from flask_migrate import upgrade

from accounts.models import Clp, Member, Region
from benchmarks.data import application_on
from benchmarks.servers import ROOT
from core.clock import freeze
from core.db import Model, db
from core.events import Event
from deliberation.models import Endorsement, Post, Thread
from moderation.actions import looking
from moderation.actions.detecting import sweep
from moderation.models import Case, Outcome, Sighting
from voting.methods.support_scale import Answer
from voting.models import Poll, PollFigure, PollRow
from wiki.models import Argument, Option, Topic

GROWN = (1_000, 10_000)  # discussions
EACH, PEOPLE, LIKED = 100, 40, 20  # posts, people and good points of one
CHANGED = 100  # discussions
MOST_SECONDS, MOST_MEMORY, LEAST_RATIO = 60.0, 500, 50
AT_ONCE = 20_000  # rows in one statement
MEMBERS = 20_000
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Cost:
    """One sweep: seconds on the clock and of the processor, and the most memory, in MB."""

    clock: float
    cpu: float
    memory: float
    seen: int  # findings remembered
    prompts: int


@dataclass(frozen=True, slots=True)
class Swept:
    """Everything at once; a few that changed; and a day later, when prompts are ripe."""

    full: Cost
    changed: Cost
    ripe: Cost


def measure(discussions: int, folder: Path, *, each: int = EACH) -> Swept:
    """The sweeps over so many discussions; made in the folder unless they are there."""
    print(f"the sweep over {discussions:,} discussions", file=sys.stderr)
    application = application_on(folder, pages_kept=0)
    with application.app_context():
        upgrade(str(ROOT / "migrations"))
        if not db.session.scalar(sa.select(sa.func.count()).select_from(Thread)):
            fill(discussions, each)
        _forget()
        looking.want_all(NOW)
        db.session.commit()
        full = _in_a_process(folder, timedelta())
        _change(discussions)
        changed = _in_a_process(folder, timedelta(minutes=10))
        ripe = _in_a_process(folder, timedelta(hours=25))
    return Swept(full, changed, ripe)


def _forget() -> None:
    for table in (Outcome, Case, Sighting, Event):
        db.session.execute(sa.delete(table))


def _change(discussions: int) -> None:
    """Something is written in a hundred of them."""
    threads = range(1, discussions + 1, max(1, discussions // CHANGED))
    about = {"subject_kind": "thread", "name": "thread.renamed", "detail": {}, "at": NOW}
    _put(Event, ({**about, "subject_id": one} for one in islice(threads, CHANGED)))


def _in_a_process(folder: Path, after: timedelta) -> Cost:
    arguments = [sys.executable, "-m", "benchmarks.sweep", str(folder), str(after.total_seconds())]
    done = subprocess.run(arguments, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    return Cost(**json.loads(done.stdout))


def sweep_once(folder: Path, at: datetime) -> Cost:
    """One sweep, until nothing is due."""
    application = application_on(folder, pages_kept=0)
    with application.app_context(), freeze(at):
        wall, cpu = time.perf_counter(), time.process_time()
        sweep(at)
        taken = time.perf_counter() - wall, time.process_time() - cpu
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        counts = (
            db.session.scalar(sa.select(sa.func.count()).select_from(table)) or 0
            for table in (Sighting, Case)
        )
        return Cost(*taken, memory, *counts)


def fill(discussions: int, each: int) -> None:
    """The rows, by batches."""
    chance = Random(1)
    options = discussions // 2
    began = NOW - timedelta(days=30)
    _put(Region, [{"id": 1, "code": "R", "slug": "r", "name": "R"}])
    _put(Clp, [{"id": 1, "code": "C", "slug": "c", "name": "C", "region_id": 1}])
    _put(Member, (_member(number) for number in range(1, MEMBERS + 1)))
    topics = ({"id": n, "slug": f"t{n}", "title": f"T {n}"} for n in range(1, options + 1))
    _put(Topic, ({**topic, "changed_at": began} for topic in topics))
    listed = {"title": "Do it", "added_at": began}
    _put(Option, ({**listed, "id": n, "topic_id": n} for n in range(1, options + 1)))
    _put(Argument, (_argument(n, side, began) for n in range(1, options + 1) for side in (0, 1)))
    _publish(options)
    _put(Thread, (_thread(n, options, each, began) for n in range(1, discussions + 1)))
    for first in range(1, discussions + 1, 500):
        some = range(first, min(first + 500, discussions + 1))
        _put(Post, (post for n in some for post in _posts(n, each, chance, began)))
        _put(Endorsement, (liked for n in some for liked in _liked(n, each, chance)))
    db.session.execute(sa.text("ANALYZE"))
    db.session.commit()


def _publish(options: int) -> None:
    """Two in five against, of 500 ballots."""
    poll = {"question": "Should it?", "opened_by_id": 1, "closes_at": NOW, "counted_at": NOW}
    poll |= {"state": "counted", "k_show": 10, "k_pool_eligible": 50, "mix_min": 20}
    numbers = range(1, options + 1)
    ids = ({"id": n, "option_id": n, "topic_id": n, "public_id": f"{n:032x}"} for n in numbers)
    _put(Poll, ({**poll, **one} for one in ids))
    total = {"position": 0, "level": "total", "label": "All", "eligible": 5_000, "took_part": 500}
    _put(PollRow, ({**total, "poll_id": n} for n in numbers))
    percents = {**dict.fromkeys(Answer, 0), Answer.FOR: 60, Answer.AGAINST: 40}
    cells = [{"position": 0, "answer": str(a), "percent": p} for a, p in percents.items()]
    _put(PollFigure, ({**cell, "poll_id": n} for n in numbers for cell in cells))


def _member(number: int) -> dict[str, Any]:
    facts = {"id": number, "uuid": f"{number:032x}", "membership_number": f"M{number}"}
    return {**facts, "name": f"Member {number}", "clp_id": 1, "joined_on": date(2020, 1, 1)}


def _argument(number: int, side: int, at: datetime) -> dict[str, Any]:
    about = {"topic_id": number, "option_id": number, "side": ("for", "against")[side]}
    return {**about, "claim": "It is so.", "added_at": at}


def _thread(number: int, options: int, each: int, at: datetime) -> dict[str, Any]:
    option = (number - 1) % options + 1
    facts = {"id": number, "title": f"Discussion {number}", "asks": "discussion", "posts": each}
    about = {"topic_id": option, "option_id": option, "author_id": 1}
    return {**facts, **about, "started_at": at, "active_at": at}


def _posts(thread: int, each: int, chance: Random, at: datetime) -> Iterator[dict[str, Any]]:
    people = chance.sample(range(1, MEMBERS + 1), PEOPLE)
    weights = [chance.lognormvariate(0, 0.7) for _ in people]
    if thread % 20 == 1:
        weights[0] = sum(weights)
    against = 0.03 if thread % 20 in (2, 3) else 0.4
    side = {one: "against" if chance.random() < against else "for" for one in people}
    for number in range(1, each + 1):
        author = chance.choices(people, weights)[0]
        answers = chance.randrange(max(1, number - 6), number) if number > 1 else None
        yield {
            "thread_id": thread,
            "number": number,
            "answers": answers if chance.random() < 0.8 else None,  # noqa: PLR2004 — most do
            "author_id": author,
            "text": "So say I.",
            "position": side[author] if chance.random() < 0.8 else "information",  # noqa: PLR2004
            "written_at": at + timedelta(hours=number),
        }


def _liked(thread: int, each: int, chance: Random) -> list[dict[str, Any]]:
    first = (thread - 1) * each + 1
    pairs = {
        (first + min(int(chance.expovariate(0.03)), each - 1), chance.randrange(1, MEMBERS + 1))
        for _ in range(LIKED)
    }
    return [{"post_id": post, "member_id": member} for post, member in sorted(pairs)]


def _put(table: type[Model], rows: Iterable[dict[str, Any]]) -> None:
    waiting = iter(rows)
    while some := list(islice(waiting, AT_ONCE)):
        db.session.execute(sa.insert(table), some)
    db.session.commit()


def table(found: dict[int, Swept]) -> Iterator[str]:
    """The table of all sizes, with what it may cost and how it grew."""
    yield "### The sweep of the detectors\n"
    yield f"{EACH} posts in each discussion. Seconds on the clock, of the processor, MB at most.\n"
    yield f"| sweep | {' | '.join(f'{n:,} discussions' for n in found)} | growth |"
    yield f"|---|{'---:|' * len(found)}---:|"
    names = {
        "full": f"everything, ≤ {MOST_SECONDS:.0f} s and {MOST_MEMORY} MB",
        "changed": f"{CHANGED} have changed",
        "ripe": "a day later, prompts are raised",
    }
    for name, words in names.items():
        costs: list[Cost] = [getattr(swept, name) for swept in found.values()]
        cells = " | ".join(f"{c.clock:.1f}, {c.cpu:.1f}, {c.memory:.0f}" for c in costs)
        yield f"| {words} | {cells} | {costs[-1].cpu / max(costs[0].cpu, 0.01):.2f} |"
    ratios = (swept.full.cpu / max(swept.changed.cpu, 0.001) for swept in found.values())
    cells = " | ".join(f"{ratio:.0f}" for ratio in ratios)
    yield f"| everything ÷ {CHANGED} changed, ≥ {LEAST_RATIO} with 10,000 | {cells} | |"
    seen = " | ".join(f"{one.ripe.seen:,}, {one.ripe.prompts:,}" for one in found.values())
    yield f"| seen, prompts | {seen} | |"
    yield ""


if __name__ == "__main__":
    at = NOW + timedelta(seconds=float(sys.argv[2]))
    print(json.dumps(asdict(sweep_once(Path(sys.argv[1]), at))))
