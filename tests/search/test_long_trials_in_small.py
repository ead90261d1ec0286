"""The trials of benchmarks/search, a few turns of each: so that they run when they are needed."""

import subprocess
import threading
from contextlib import contextmanager

import pytest

from benchmarks.search import beside, freshness, fuzz, kills, living
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
