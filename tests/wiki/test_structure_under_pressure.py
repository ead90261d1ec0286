"""Two editors change the structure at the same moment."""

import threading

import sqlalchemy as sa

from core.db import db
from core.errors import Refused
from tests.wiki.conftest import EDITOR, chain
from wiki import actions
from wiki.models import Argument, Option, Topic


def test_two_editors_at_once_cannot_make_a_cycle(app):
    with app.app_context():
        (first,), (second,) = chain("First"), chain("Second")
        db.session.commit()
        ids = first.id, second.id
    placed, outcomes = threading.Event(), []

    def editor(child, parent, *, waits):
        with app.app_context():
            if waits:
                placed.wait(5)
            try:
                actions.place(db.session.get(Topic, child), parent, by=EDITOR)
            except Refused as refused:
                outcomes.append(refused.sentence)
            else:
                placed.set()
                placed_long_enough.wait(0.3)  # the other one tries meanwhile
                db.session.commit()
                outcomes.append("placed")
            db.session.remove()

    placed_long_enough = threading.Event()
    one = threading.Thread(target=editor, args=ids, kwargs={"waits": False})
    other = threading.Thread(target=editor, args=ids[::-1], kwargs={"waits": True})
    for thread in (one, other):
        thread.start()
    for thread in (one, other):
        thread.join(10)

    assert min(outcomes) == "placed"
    assert "stands under this topic" in max(outcomes)


def test_of_two_editors_who_merge_two_topics_into_each_other_one_is_refused(app):
    with app.app_context():
        (first,), (second,) = chain("First"), chain("Second")
        db.session.commit()
        ids = first.id, second.id
    ready, outcomes = threading.Barrier(2), []

    def editor(topic_id, into_id):
        with app.app_context():
            ready.wait(5)
            topic, into = (db.session.get(Topic, number) for number in (topic_id, into_id))
            try:
                actions.merge(topic, into, by=EDITOR, why="The same")
                db.session.commit()
                outcomes.append("merged")
            except Refused as refused:
                outcomes.append(refused.sentence)
            db.session.remove()

    threads = [threading.Thread(target=editor, args=pair) for pair in (ids, ids[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)

    assert outcomes.count("merged") == 1
    assert sum("is part of" in said for said in outcomes) == 1


def test_an_argument_written_while_its_topic_is_merged_goes_along(app):
    with app.app_context():
        (first,), (second,) = chain("First"), chain("Second")
        option = actions.add_option(first, "Yes", by=EDITOR)
        db.session.commit()
        first_id, second_id, option_id = first.id, second.id, option.id
    written = threading.Event()

    def writer():
        with app.app_context():
            option = db.session.get(Option, option_id)
            actions.add_argument(option, "for", "It helps", by=EDITOR)
            written.set()
            threading.Event().wait(0.3)  # the other one merges meanwhile
            db.session.commit()
            db.session.remove()

    def merger():
        written.wait(5)
        with app.app_context():
            topics = (db.session.get(Topic, number) for number in (first_id, second_id))
            actions.merge(*topics, by=EDITOR, why="The same")
            db.session.commit()
            db.session.remove()

    threads = [threading.Thread(target=act) for act in (writer, merger)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    with app.app_context():
        assert db.session.scalar(sa.select(Argument.topic_id)) == second_id
