"""The trials of benchmarks/search, a few turns of each: so that they run when they are needed."""

import subprocess
import threading
from contextlib import contextmanager

import pytest

from benchmarks.search import beside, freshness, fuzz, kills, living, speed
from benchmarks.search import site as whole
from benchmarks.search.questions import CLASSES
from demo.seeded import Counts
from search import indexer


@pytest.fixture(params=["whoosh", "tantivy"])
def site(request):
    with living.site(request.param) as made:
        yield made


@contextmanager
def worker(app):
    """What `flask work` does to the index each second, in a thread."""
    stop = threading.Event()

    def follow():
        while not stop.wait(0.05):
            with app.app_context():
                indexer.drain()

    thread = threading.Thread(target=follow)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def test_what_is_saved_while_others_write_is_found(site):
    waits = freshness.measured(site, lambda: worker(site), changes=1, writers=1)
    assert (len(waits.seconds), waits.never) == (1, 0)


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # the child only reads the log
def test_indexers_that_are_killed_lose_nothing_that_the_log_says_is_in(site):
    survived = kills.killed(site, 3)
    assert (survived.kills, survived.missing, survived.drifted) == (3, 0, 0)


def test_pages_are_timed_while_another_process_is_held_and_while_it_works(app):
    paths = beside.filled(app, 2, posts=2)
    with subprocess.Popen(["sleep", "60"]) as other:
        try:
            views = beside.viewed(app, paths, 1, other, each=2)
        finally:
            other.kill()
    assert len(views.alone) == len(views.beside) == 2
    assert len(list(views.lines)) == 2


def test_no_random_or_hostile_search_of_the_page_fails(site):
    with site.app_context():
        living.write("zeppelins")
        indexer.rebuild()
    searches = [*fuzz.random_searches(12, seed=1), *list(fuzz.hostile(200))[::25]]
    assert list(fuzz.wrong_among(site, searches)) == []


def test_questions_are_timed_beside_fts5_and_what_was_built_is_kept(tmp_path):
    times = speed.taken(40, tmp_path, each=6)
    kept = {path: path.read_text() for path in tmp_path.glob("*/current")}
    assert len(kept) == 2
    assert len(list(speed.table(40, times, speed.ENGINES))) == 14
    assert set(speed.taken(40, tmp_path, each=6)["fts5"]) == set(CLASSES)
    assert {path: path.read_text() for path in tmp_path.glob("*/current")} == kept
    assert not list(tmp_path.glob("*.part"))


def test_whole_pages_of_a_made_up_site_are_timed(site):
    rows = Counts(region=1, clp=2, member=100, topic=60, thread=10, post=30, poll=1)
    with site.app_context():
        whole.fill(30, rows)
    pages = whole.timed(site, 30, each=2)
    assert len(pages.results) == len(pages.suggestions) == 12
    assert len(list(whole.table([pages]))) == 5
