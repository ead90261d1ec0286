"""A thread of 2,000 posts and an index of 5,000 forums cost what short ones cost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import sqlalchemy as sa

from accounts.models import Clp, Region
from core.clock import now
from core.db import db, statements
from deliberation import queries
from deliberation.actions.bookmarks import read_to
from deliberation.models import Post, Thread
from deliberation.queries import indexes
from wiki.models import Topic

MOST_STATEMENTS = 10  # of a page of a thread, handed out in deliberation/views/threads.py


def _fill(thread_id: int, author_id: int, posts: int) -> None:
    """Posts enough that the thread has so many."""
    began = now()
    rows = [
        {
            "thread_id": thread_id,
            "number": number,
            "author_id": author_id,
            "text": f"Number {number}.",
            "html": f"<p>Number {number}.</p>",
            "position": ("for", "against", None)[number % 3],
            "answers": number - 1,
            "written_at": began + timedelta(seconds=number),
        }
        for number in range(2, posts + 1)
    ]
    db.session.execute(sa.insert(Post), rows)
    db.session.get_one(Thread, thread_id).posts = posts
    db.session.commit()


@pytest.fixture
def endless(app, town, cast):
    """The address of a thread of 2,000 posts that Ada has read to the 1,990th."""
    with app.app_context():
        _fill(town.thread, cast.bola, 2_000)
        thread = db.session.get_one(Thread, town.thread)
        read_to(thread, 1_990, town.ada)
        db.session.commit()
        return thread.url


@pytest.mark.parametrize("asked", ["", "?order=oldest", "?order=oldest&page=57", "?page=100"])
def test_any_page_of_it_asks_the_database_ten_times_at_most(app, cast, sign_in, endless, asked):
    for person in (sign_in(cast.ada), sign_in(cast.chen), sign_in(cast.dilys)):
        with statements(app) as sent:
            person.get(endless + asked)
        assert len(sent) <= MOST_STATEMENTS, sent


def test_one_finds_ones_way_in_it(sign_in, cast, endless):
    ada = sign_in(cast.ada)
    page = ada.get(f"{endless}?order=oldest").text
    assert "Page 1 of 100" in page
    assert "10 new posts since you last looked" in page
    assert "page=100#p1991" in page
    newest = ada.get(f"{endless}?post=2000", status=302).location
    assert newest.endswith("page=100#p2000")
    assert "Number 2000." in ada.get(newest).text
    for typed, stands in (("41", "page=3#p41"), ("0", "#p1"), ("x", "#p1"), ("999999", "#p2000")):
        assert ada.get(f"{endless}?post={typed}", status=302).location.endswith(stands)
    assert ada.get(f"{endless}?page=101&order=oldest", status=302).location.endswith("page=100")


@contextmanager
def _work() -> Iterator[list[int]]:
    """Counts what SQLite does in the block, in steps of its machine."""
    steps = [0]

    def step() -> int:
        steps[0] += 1
        return 0

    bare = db.session.connection().connection.driver_connection
    assert bare is not None
    bare.set_progress_handler(step, 10)
    yield steps
    bare.set_progress_handler(None, 0)


def test_a_page_is_as_much_work_in_a_long_thread_as_in_a_short_one(inside, town, cast):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("counts the steps of SQLite’s machine")

    def cost(page: int) -> int:
        with _work() as steps:
            thread = queries.thread_seen_by(town.ada, town.thread)
            assert thread is not None
            queries.posts_on(thread, page)
        return steps[0]

    _fill(town.thread, cast.bola, 20)
    short = cost(1)
    db.session.execute(sa.delete(Post).where(Post.thread_id == town.thread, Post.number > 1))
    _fill(town.thread, cast.bola, 2_000)

    assert max(cost(1), cost(50), cost(100)) <= 1.3 * short


@pytest.fixture
def country(app, town, cast):
    """650 CLPs in 12 regions, 5,000 topics, and a thread about each."""
    with app.app_context():
        regions = [{"code": f"E{n}", "slug": f"e-{n}", "name": f"East {n}"} for n in range(12)]
        db.session.execute(sa.insert(Region), regions)
        ids = list(db.session.scalars(sa.select(Region.id).order_by(Region.id)))
        clps = [
            {"code": f"X{n}", "slug": f"x-{n}", "name": f"Xtown {n}", "region_id": ids[n % 12]}
            for n in range(650)
        ]
        db.session.execute(sa.insert(Clp), clps)
        at = now()
        topics = [{"slug": f"t-{n}", "title": f"Topic {n}", "changed_at": at} for n in range(5_000)]
        db.session.execute(sa.insert(Topic), topics)
        wanted = sa.select(Topic.id).where(Topic.title.startswith("Topic "))
        threads = [
            {
                "title": f"About {topic}",
                "asks": "discussion",
                "topic_id": topic,
                "author_id": cast.ada,
                "started_at": at,
                "active_at": at + timedelta(seconds=topic),
                "posts": 1,
            }
            for topic in db.session.scalars(wanted)
        ]
        db.session.execute(sa.insert(Thread), threads)
        db.session.commit()


INDEXES = (
    "/forums",
    "/forums?page=250",
    "/forums/clps",
    "/forums/clps?region=e-3",
    "/forums/clps?find=xtown",
    "/forums/topics",
    "/forums/topics?page=50",
    "/forums/topics?find=topic+49",
)


def test_the_indexes_of_a_whole_country_are_short_and_ask_little(app, cast, sign_in, country):
    ada = sign_in(cast.ada)
    for page in INDEXES:
        with statements(app) as sent:
            answer = ada.get(page)
        assert len(sent) <= 8, (page, sent)
        assert answer.text.count("<li") <= 250, page


def test_every_topic_is_on_one_page_of_its_index(inside, country, town):
    pages = indexes.topic_forums(1)[1]
    shown = [row["id"] for page in (1, 2, pages) for row in indexes.topic_forums(page)[0]]

    assert pages == 51
    assert len(shown) == len(set(shown)) == 201
