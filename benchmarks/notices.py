"""The mails of one morning, as the party grows and the news do not.

Every member has an account and watches a discussion; the same 5,000 have news at every size: posts
where they watch, and half of them a reply as well. What the worker does is measured, from the log
to the files in the mail folder.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask_migrate import upgrade

from accounts.models import Clp, Member, Region
from benchmarks.data import application_on
from benchmarks.servers import ROOT
from core import clock, jobs, mail
from core.db import Model, db
from core.events import Event
from deliberation.models import Post, Thread
from notices.jobs import send_mails
from notices.models import Happening, Notice, Receiver, Watch
from notices.rules import Why

GROWN = (50_000, 500_000)  # members
WITH_NEWS = 5_000
MOST_SECONDS = 60.0
THREADS, LIVELY, POSTS = 1_000, 100, 5  # discussions, those with news, new posts in each
AT_ONCE = 20_000  # rows in one statement
NIGHT = datetime(2026, 3, 2, 22, tzinfo=UTC)
MORNING = NIGHT + timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock and of the processor."""

    clock: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Night:
    """What the mails of one night cost."""

    arranging: Cost
    composing: Cost
    delivering: Cost
    mails: int

    @property
    def whole(self) -> float:
        """All seconds of the processor."""
        return self.arranging.cpu + self.composing.cpu + self.delivering.cpu


def measure(members: int, folder: Path) -> Night:
    """The mails of one night among so many members; made in the folder anew."""
    print(f"notices of {members:,} members", file=sys.stderr)
    application = application_on(folder, pages_kept=0)
    with application.app_context():
        upgrade(str(ROOT / "migrations"))
        _fill(members)
        with clock.freeze(NIGHT):
            arranging = _cost(send_mails)
        with clock.freeze(MORNING):
            composing = _cost(send_mails)
            delivering = _cost(_deliver)
        return Night(arranging, composing, delivering, len(list(mail.folder().glob("*.eml"))))


def _deliver() -> None:
    while jobs._run_next_job():  # noqa: SLF001 — only the jobs, not what comes round again
        pass


def _cost(act: Callable[[], object]) -> Cost:
    wall, cpu = time.perf_counter(), time.process_time()
    act()
    return Cost(time.perf_counter() - wall, time.process_time() - cpu)


def _fill(members: int) -> None:
    """Members 1 to 5,000 watch the lively discussions, the others the quiet ones."""
    began = NIGHT - timedelta(days=30)
    _put(Region, [{"id": 1, "code": "R", "slug": "r", "name": "R"}])
    clps = ({"id": i, "code": f"C{i}", "slug": f"c{i}", "name": f"CLP {i}"} for i in range(1, 651))
    _put(Clp, ({**clp, "region_id": 1} for clp in clps))
    _put(Member, (_member(number) for number in range(1, members + 1)))
    _put(Thread, (_thread(number, began) for number in range(1, THREADS + 1)))
    _put(Receiver, ({"member_id": number} for number in range(1, members + 1)))
    _put(Watch, (_watch(number, began) for number in range(1, members + 1)))
    posts = [_post(number) for number in range(1, LIVELY * POSTS + 1)]
    _put(Post, posts)
    _put(Event, (_event(post) for post in posts))
    _put(Happening, (_happening(post) for post in posts))
    _put(Notice, (_notice(number) for number in range(1, WITH_NEWS, 2)))
    db.session.execute(sa.text("ANALYZE"))
    db.session.commit()


def _put(table: type[Model], rows: Iterable[dict[str, Any]]) -> None:
    waiting: list[dict[str, Any]] = []
    for row in rows:
        waiting.append(row)
        if len(waiting) == AT_ONCE:
            db.session.execute(sa.insert(table), waiting)
            waiting = []
    if waiting:
        db.session.execute(sa.insert(table), waiting)
    db.session.commit()


def _member(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "uuid": f"{number:032x}",
        "membership_number": f"M{number}",
        "name": f"Member {number}",
        "email": f"member{number}@example.org",
        "password_hash": "-",
        "clp_id": number % 650 + 1,
        "joined_on": date(2020, 1, 1),
        "confirmed_at": NIGHT,
    }


def _thread(number: int, at: datetime) -> dict[str, Any]:
    facts = {"id": number, "title": f"Discussion {number}", "asks": "discussion", "posts": POSTS}
    return {**facts, "author_id": 1, "started_at": at, "active_at": at}


def _watch(number: int, at: datetime) -> dict[str, Any]:
    lively = number <= WITH_NEWS
    thread = number % LIVELY + 1 if lively else LIVELY + number % (THREADS - LIVELY) + 1
    facts = {"member_id": number, "subject_kind": "thread", "subject_id": thread}
    return {**facts, "whole_branch": False, "begun_at": at}


def _post(number: int) -> dict[str, Any]:
    thread, place = (number - 1) % LIVELY + 1, (number - 1) // LIVELY + 1
    facts = {"id": number, "thread_id": thread, "number": place, "author_id": WITH_NEWS + 1}
    return {**facts, "text": "Words.", "written_at": NIGHT - timedelta(hours=1)}


def _event(post: dict[str, Any]) -> dict[str, Any]:
    facts = {"id": post["id"], "at": post["written_at"], "name": "post.written", "detail": {}}
    return {**facts, "subject_kind": "post", "subject_id": post["id"], "actor_id": WITH_NEWS + 1}


def _happening(post: dict[str, Any]) -> dict[str, Any]:
    where = {"subject_kind": "thread", "subject_id": post["thread_id"]}
    return {**where, "event_id": post["id"], "is_own": True}


def _notice(number: int) -> dict[str, Any]:
    facts = {"member_id": number, "at": NIGHT - timedelta(hours=2), "why": Why.REPLIED.value}
    about = {"subject_kind": "post", "subject_id": number % (LIVELY * POSTS) + 1}
    return {**facts, **about, "actor_id": WITH_NEWS + 1, "words": "I agree with you."}


def table(found: dict[int, Night]) -> Iterator[str]:
    """The table of all sizes, with what it may cost and how it grew."""
    yield "### The mails of one morning\n"
    yield f"{WITH_NEWS:,} members have news. Seconds on the clock, then of the processor.\n"
    yield f"| work | {' | '.join(f'{members:,} members' for members in found)} | growth |"
    yield f"|---|{'---:|' * len(found)}---:|"
    for name in ("arranging", "composing", "delivering"):
        costs = [getattr(night, name) for night in found.values()]
        cells = " | ".join(f"{cost.clock:.1f}, {cost.cpu:.1f}" for cost in costs)
        yield f"| {name} | {cells} | {costs[-1].cpu / costs[0].cpu:.2f} |"
    wholes = [night.whole for night in found.values()]
    cells = " | ".join(f"{whole:.1f}" for whole in wholes)
    yield f"| all work, ≤ {MOST_SECONDS:.0f} | {cells} | {wholes[-1] / wholes[0]:.2f} |"
    mails = " | ".join(f"{night.mails:,}" for night in found.values())
    yield f"| mails | {mails} | |"
    yield ""
