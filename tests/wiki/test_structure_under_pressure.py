"""Two editors change the structure at the same moment."""

import threading

from core.db import db
from core.errors import Refused
from tests.wiki.conftest import EDITOR, chain
from wiki import actions
from wiki.models import Topic


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
