"""Each machine has its own place in the log, is forgotten when long away, and mends itself."""

import os
import time
from datetime import timedelta

import pytest
import sqlalchemy as sa

from core.clock import now
from core.db import db
from core.events import Follower
from core.jobs import work_once
from search import comparing, engine, indexer, machines
from search.engine import made_by
from tests.search.documents import keys
from tests.search.pages import EDITOR, indexed
from wiki import actions


@pytest.fixture
def second(app, wiki, tmp_path, monkeypatch):
    """Another machine: the same database, an index folder of its own."""
    other = made_by("whoosh", tmp_path / "second")

    def on_it(work):
        with app.app_context(), monkeypatch.context() as patch:
            patch.setitem(app.extensions, "search", other)
            return work()

    on_it(indexer.drain)
    return on_it


def add_ferries(app):
    with app.app_context():
        actions.add_topic("Ferries", by=EDITOR)
        db.session.commit()


def build():
    return engine.index().folder.current()


def found():
    return keys(engine.index(), "ferry")


def test_every_machine_reads_the_log_for_itself(app, second):
    add_ferries(app)
    assert second(indexer.drain) > 0
    assert second(found) == ["topic:4"]
    with app.app_context():
        assert found() == []
        indexer.drain()
        assert found() == ["topic:4"]
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Follower)) == 2


def test_a_machine_long_away_is_forgotten_and_builds_anew_when_it_is_back(app, second):
    with app.app_context():
        mine = machines.follower()
        others = sa.update(Follower).where(Follower.name != mine)
        db.session.execute(others.values(seen_at=now() - timedelta(days=15)))
        db.session.commit()
        assert machines.forget() == 1
        assert list(db.session.scalars(sa.select(Follower.name))) == [mine]
    add_ferries(app)
    before = second(build)
    second(indexer.drain)
    assert second(build) != before
    assert second(found) == ["topic:4"]
    assert second(machines.is_known)


def test_a_machine_that_has_nothing_to_do_is_seen_all_the_same(app, wiki):
    with app.app_context():
        db.session.execute(sa.update(Follower).values(seen_at=now() - timedelta(days=1)))
        db.session.commit()
        indexer.drain()
        seen = db.session.scalar(sa.select(Follower.seen_at))
        assert seen is not None
        assert now() - seen < timedelta(minutes=1)


def test_health_tells_how_far_behind_the_index_is(app, browser, wiki):
    def told():
        return browser.client.get("/health").get_json()

    indexed(app)
    assert told() == {"status": "ok", "search": {"well": True, "behind": 0, "oldest_seconds": 0}}
    add_ferries(app)
    assert told()["search"]["behind"] > 0
    with app.app_context():
        db.session.execute(sa.text("UPDATE event SET at = '2020-01-01 00:00:00+00:00'"))
        db.session.commit()
    assert told()["status"] == "degraded"
    with app.app_context():
        (engine.index().folder.root / "current").unlink()
    assert "only titles" in told()["search"]["index"]


def test_what_has_drifted_is_mended_by_night_and_not_by_day(app, wiki):
    with app.app_context():
        index = engine.index()
        work_once()
        index.delete([f"topic:{wiki.meals}"])
        work_once()
        assert not index.holding([f"topic:{wiki.meals}"])

        yesterday = time.time() - comparing.NIGHT_SECONDS - 1
        os.utime(index.folder.root / "compared", (yesterday, yesterday))
        work_once()
        assert index.holding([f"topic:{wiki.meals}"])


def test_a_machine_that_changes_its_engine_builds_anew_and_the_other_index_stays(app, wiki):
    with app.app_context():
        root = engine.index().folder.root
        app.extensions["search"] = made_by("tantivy", root)
        assert not engine.index().is_there
    indexed(app)
    with app.app_context():
        assert keys(engine.index(), "tram") == [f"topic:{wiki.buses}"]
