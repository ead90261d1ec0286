"""However places are changed, by whomever at the same time: no cycle, no orphan, one home."""

import random
import threading

import pytest
import sqlalchemy as sa

from core.db import db
from core.errors import Refused
from tests.wiki.conftest import EDITOR, chain
from wiki import actions
from wiki.models import Place, Topic


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


@pytest.mark.parametrize("seed", range(3))
def test_random_changes_of_places_never_make_a_cycle_or_an_orphan(app, seed):
    chance = random.Random(seed)
    with app.app_context():
        topics = [chain(f"Topic {number}")[0] for number in range(8)]
        for _ in range(60):
            change(chance, topics)
        db.session.flush()
        edges = db.session.execute(sa.select(Place.child_id, Place.parent_id, Place.is_home)).all()

        assert not has_cycle({(child, parent) for child, parent, _ in edges if parent})
        homes = [child for child, _, is_home in edges if is_home]
        assert sorted(homes) == sorted(topic.id for topic in topics)


def change(chance, topics):
    topic, parent = chance.sample(topics, 2)
    spots = db.session.scalars(sa.select(Place).where(Place.child_id == topic.id)).all()
    try:
        match chance.randrange(4):
            case 0 | 1:
                actions.place(topic, parent.id, by=EDITOR, home=chance.random() < 0.5)
            case 2:
                actions.remove_place(chance.choice(spots), by=EDITOR)
            case _:
                actions.make_home(chance.choice(spots), by=EDITOR)
    except Refused:
        pass


def has_cycle(edges):
    while edges:
        parents = {parent for _, parent in edges}
        left = {(child, parent) for child, parent in edges if child in parents}
        if left == edges:
            return True
        edges = left
    return False
