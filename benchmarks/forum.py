"""The forums as they grow: long threads, every CLP and topic, a million posts, two hundred writers.

Processor time is measured, not the clock, and both sizes by turns, so that the ratios mean
something on a busy machine too. SQLite works in our process, so nothing is left out.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import median

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade

from benchmarks import crowd
from benchmarks.data import TOKEN, application_on, sign_in
from benchmarks.servers import ROOT
from core.db import db, statements
from deliberation.models import Post, Thread
from demo import sizes
from demo.seeded import Counts, html_of, text_of

FEW, MANY = 10_000, 1_000_000  # posts in the store
SHORT, LONG = 20, 2_000  # posts of a thread
EACH = 20  # posts of every other thread
CALLS = 30  # in one round
FORUMS = ("/forums", "/forums/clps", "/forums/topics")
_keys = count(1)


@dataclass(frozen=True, slots=True)
class Grown:
    """What one thing costs where there is little and where there is much."""

    name: str
    statements: int  # where there is much
    most_statements: int
    few: float = 0  # ms of processor time, the median
    many: float = 0
    most_ratio: float = 0


def measure(place: Path, *, rounds: int) -> tuple[list[Grown], crowd.Crowd]:
    """Every cost, and what became of two hundred writers; data in the folder unless it is there."""
    few, many = (_filled(posts, place / f"forum-{posts}") for posts in (FEW, MANY))
    short, long = (_thread(few, posts) for posts in (SHORT, LONG))
    found = [_forum(many, path) for path in FORUMS]
    found.append(_long_thread(few, short, long, rounds))
    found.append(_new_post(few, many, rounds))
    return found, crowd.write_at_once(few, place / f"forum-{FEW}", short)


def _filled(posts: int, folder: Path) -> Flask:
    """The application on 650 CLPs, 5,000 topics and so many posts."""
    print(f"forums of {posts:,} posts", file=sys.stderr)
    application = application_on(folder, pages_kept=0)
    application.config["WTF_CSRF_ENABLED"] = False
    counts = Counts(
        region=12, clp=650, member=10_000, topic=5_000, thread=posts // EACH, post=posts, poll=0
    )
    with application.app_context():
        upgrade(str(ROOT / "migrations"))
        for _made in sizes.fill(sizes.Plan(counts, seed=1)):
            pass
        sign_in()
    return application


def _thread(application: Flask, posts: int) -> int:
    """The number of a thread of so many posts about an option; added unless it is there."""
    with application.app_context():
        title = f"A thread of {posts:,} posts"
        there = db.session.scalar(sa.select(Thread.id).where(Thread.title == title))
        if there is not None:
            return there
        like = db.session.scalars(sa.select(Thread).where(Thread.option_id.is_not(None))).first()
        assert like is not None
        facts = {key: getattr(like, key) for key in ("asks", "topic_id", "option_id", "author_id")}
        times = {"started_at": like.started_at, "active_at": like.active_at}
        made = Thread(title=title, posts=posts, **facts, **times)
        db.session.add(made)
        db.session.flush()
        db.session.execute(sa.insert(Post), list(_posts(made, posts)))
        db.session.commit()
        return made.id


def _posts(thread: Thread, posts: int) -> Iterator[dict[str, object]]:
    for number in range(1, posts + 1):
        yield {
            "thread_id": thread.id,
            "number": number,
            "author_id": number % 500 + 1,
            "text": text_of(number % 48, 1),
            "html": html_of(number % 48, 1, 3),
            "position": ("for", "against", "unsure", None)[number % 4],
            "written_at": thread.started_at,
        }


def _forum(application: Flask, path: str) -> Grown:
    return Grown(path, _statements(application, lambda: _get(application.test_client(), path)), 8)


def _long_thread(application: Flask, short: int, long: int, rounds: int) -> Grown:
    client = application.test_client()
    few, many = _by_turns(
        lambda: _get(client, f"/threads/{short}"),
        lambda: _get(client, f"/threads/{long}"),
        rounds,
    )
    sent = _statements(application, lambda: _get(client, f"/threads/{long}"))
    return Grown(f"thread of {SHORT} and of {LONG:,} posts", sent, 10, few, many, 1.3)


def _new_post(few: Flask, many: Flask, rounds: int) -> Grown:
    write = _writer(many)
    times = _by_turns(_writer(few), write, rounds)
    return Grown(f"new post among {FEW:,} and {MANY:,}", _statements(many, write), 0, *times, 1.2)


def _writer(application: Flask) -> Callable[[], None]:
    client = application.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = TOKEN
        session["_fresh"] = True
    with application.app_context():
        highest = db.session.scalar(sa.select(sa.func.max(Thread.id))) or 1
    threads = (1 + number * 37 % highest for number in count())

    def write() -> None:
        form = {"text": text_of(7, 1), "form_key": f"bench{time.time_ns()}{next(_keys)}"}
        answer = client.post(f"/threads/{next(threads)}/posts", data=form)
        assert answer.status_code == 303, answer.text  # noqa: PLR2004 — see other

    return write


def _get(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status)  # noqa: PLR2004 — found


def _statements(application: Flask, act: Callable[[], None]) -> int:
    """How many it sends, the reading of the page's version with them."""
    act()
    with statements(application) as sent:
        act()
    return len(sent) + 1


def _by_turns(
    first: Callable[[], None], second: Callable[[], None], rounds: int
) -> tuple[float, float]:
    """Medians of ms of the two, measured by turns."""
    times: tuple[list[float], list[float]] = ([], [])
    for act in (first, second):
        act()
    for _call in range(CALLS * rounds):
        for act, taken in ((first, times[0]), (second, times[1])):
            began = time.process_time()
            act()
            taken.append((time.process_time() - began) * 1000)
    return median(times[0]), median(times[1])


def table(found: list[Grown], at_once: crowd.Crowd) -> Iterator[str]:
    """The table, with what each may cost."""
    yield "### The forums as they grow\n"
    yield f"650 CLPs, 5,000 topics, {MANY:,} posts; nothing kept; ms of processor time.\n"
    yield "| what | statements | allowed | little | much | ratio | allowed |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for one in found:
        allowed = one.most_statements or "–"
        times = "– | – | – | –"
        if one.few:
            ratio = f"{one.many / one.few:.2f} | {one.most_ratio:g}"
            times = f"{one.few:.2f} | {one.many:.2f} | {ratio}"
        yield f"| {one.name} | {one.statements} | {allowed} | {times} |"
    yield ""
    yield at_once.sentence()
    yield ""
