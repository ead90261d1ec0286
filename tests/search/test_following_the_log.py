"""The index follows the change log, by one process at a time, and can be built anew."""

import threading
from types import SimpleNamespace

import pytest
import sqlalchemy as sa

from core.db import db
from core.events import Event, Follower
from core.jobs import work_once
from search import engine, indexer, whoosh_index
from search.backend import Unavailable
from search.folder import Busy
from search.whoosh_writing import small_ones_merged
from tests.search.documents import keys
from tests.search.pages import EDITOR, hide, indexed, topic
from wiki import actions


def test_the_worker_brings_in_what_has_changed(app, wiki):
    with app.app_context():
        actions.add_topic("Ferries", by=EDITOR)
        db.session.commit()
        work_once()
        assert keys(engine.index(), "ferry") == ["topic:4"]


def test_what_is_hidden_goes_and_what_is_put_back_comes_back(app, wiki):
    for hidden, found in ((True, []), (False, [f"topic:{wiki.buses}"])):
        hide(app, wiki.buses, hidden=hidden)
        indexed(app)
        with app.app_context():
            assert keys(engine.index(), "tram") == found


def test_a_batch_that_was_not_acknowledged_is_done_again(app, wiki):
    with app.app_context():
        db.session.execute(sa.update(Follower).values(event_id=0))
        db.session.commit()
        assert indexer.drain() == events_so_far()
        assert indexer.drain() == 0
        assert len(dict(engine.index().stamps())) == 5


def events_so_far():
    return db.session.scalar(sa.select(sa.func.count(Event.id)))


def test_nothing_is_done_while_another_process_writes(app, wiki):
    with app.app_context():
        actions.add_topic("Ferries", by=EDITOR)
        db.session.commit()
        with engine.index().folder.writing():
            assert indexer.drain() == 0
        assert indexer.drain() > 0


def ferries_come(documents):
    """The documents; then a topic comes, and the worker has its turn, before they are indexed."""
    documents = list(documents)
    actions.add_topic("Ferries", by=EDITOR)
    db.session.commit()
    indexer.drain()
    return documents


def test_what_changes_during_a_rebuild_is_found_at_once_and_again_soon_after(app, wiki):
    def watched(documents):
        documents = ferries_come(documents)
        assert keys(engine.index(), "ferry") == ["topic:4"]
        return documents

    with app.app_context():
        indexer.rebuild(watched)
        assert keys(engine.index(), "ferry") == []
        indexer.drain()
        assert keys(engine.index(), "ferry") == ["topic:4"]


def test_killed_as_it_switches_to_a_new_index_the_worker_still_knows_what_is_missing(
    app, wiki, monkeypatch
):
    with app.app_context():
        folder = engine.index().folder

        def use_and_die(path):
            type(folder).use(folder, path)
            raise KeyboardInterrupt

        monkeypatch.setattr(folder, "use", use_and_die)
        with pytest.raises(KeyboardInterrupt):
            indexer.rebuild(ferries_come)
        engine.index().close()
        assert keys(engine.index(), "ferry") == []
        indexer.drain()
        assert keys(engine.index(), "ferry") == ["topic:4"]


def test_what_is_read_again_waits_until_no_index_is_being_built(app, wiki):
    def watched(documents):
        with pytest.raises(Busy):
            indexer.again([f"topic:{wiki.buses}"])
        yield from documents

    with app.app_context():
        indexer.rebuild(watched)
        indexer.again([f"topic:{wiki.buses}"])


def test_an_index_that_was_lost_is_built_again(app, wiki):
    with app.app_context():
        engine.index().rebuild([])
        folder = engine.index().folder
        (folder.root / "current").unlink()
        with pytest.raises(Unavailable):
            keys(engine.index(), "tram")
        indexer.drain()
        assert keys(engine.index(), "tram") == [f"topic:{wiki.buses}"]


def test_an_index_in_doubt_is_read_through_and_stays_when_it_is_sound(app, wiki):
    with app.app_context():
        folder = engine.index().folder
        before = folder.current()
        folder.doubt()
        indexer.drain()
        assert folder.current() == before
        assert not folder.doubted()


def test_a_topic_renamed_is_found_by_its_new_title_only(app, wiki):
    with app.app_context():
        buses = topic(wiki.buses)
        words = {**actions.texts.words_of(buses), "title": "Coaches", "text": "And tram"}
        actions.edit(buses, words, by=EDITOR, why="Better", base=buses.revision)
        db.session.commit()
        indexer.drain()
        assert keys(engine.index(), "coach") == [f"topic:{wiki.buses}"]
        assert keys(engine.index(), "buses") == []


def test_what_stands_in_a_hidden_topic_goes_and_comes_back_with_it(app, browser, wiki):
    hide(app, wiki.meals)
    assert "Hungry children" not in browser.get("/search?q=hungry+learn").text.partition("<main")[2]
    indexed(app)
    with app.app_context():
        assert keys(engine.index(), "hungry") == keys(engine.index(), "lunch") == []
    hide(app, wiki.meals, hidden=False)
    indexed(app)
    with app.app_context():
        assert keys(engine.index(), "hungry") == [f"argument:{wiki.hungry}"]


def test_a_large_index_is_built_beside_the_workers_other_work(app, wiki, monkeypatch):
    monkeypatch.setattr(indexer, "MOST_AT_ONCE", 2)
    with app.app_context():
        folder = engine.index().folder
        (folder.root / "current").unlink()
        assert indexer.drain() == 0
        wait_for_the_rebuild()
        assert keys(engine.index(), "tram") == [f"topic:{wiki.buses}"]


def wait_for_the_rebuild():
    for thread in threading.enumerate():
        if thread.name == "search.rebuild":
            thread.join()


def test_an_index_in_many_parts_is_built_into_one_beside_other_work(app, wiki, monkeypatch):
    with app.app_context():
        folder = engine.index().folder
        before = folder.current()
        indexer.drain()
        assert folder.current() == before
        monkeypatch.setattr(whoosh_index, "MOST_PARTS", 0)
        indexer.drain()
        wait_for_the_rebuild()
        assert folder.current() != before
        assert keys(engine.index(), "tram") == [f"topic:{wiki.buses}"]


def test_parts_of_thousands_are_not_merged_while_something_new_waits():
    parts = [SimpleNamespace(doc_count_all=lambda: 500) for _ in range(20)]
    assert {*map(id, small_ones_merged(None, parts))} == {*map(id, parts)}
