"""Two editors take in one suggestion at the same moment, each with a connection of their own."""

import threading

import pytest
import sqlalchemy as sa

from accounts.access import Viewer
from core.db import db
from core.errors import Refused
from tests.wiki.conftest import EDITOR
from wiki import actions
from wiki.models import Argument, Revision, Suggestion


def at_once(app, *acts):
    """Run the acts in threads that begin together; gives "done" or the refusal of each."""
    start, outcomes = threading.Barrier(len(acts)), []

    def run(act):
        with app.app_context():
            start.wait(5)
            try:
                act()
                db.session.commit()
                outcomes.append("done")
            except Refused as refused:
                db.session.rollback()
                outcomes.append(refused.sentence)
            db.session.remove()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return sorted(outcomes, key="done".__ne__)


@pytest.fixture
def editors(cast):
    return [
        Viewer(id=number, on_roll=True, grants=EDITOR.grants) for number in (cast.dilys, cast.emrys)
    ]


def test_of_two_editors_one_takes_it_in_and_the_other_is_told(app, cast, editors):
    with app.app_context():
        topic = actions.add_topic("School meals", by=EDITOR)
        option = actions.add_option(topic, "For all", by=EDITOR)
        ada = Viewer(id=cast.ada, on_roll=True)
        actions.suggest("argument", title="Fed children learn", side="for", option=option, by=ada)
        db.session.commit()

    def accept(by):
        return lambda: actions.accept(db.session.get(Suggestion, 1), by=by)

    outcomes = at_once(app, *map(accept, editors))

    assert outcomes == ["done", "This suggestion has been accepted already."]
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(Argument.id))) == 1
        assert db.session.scalar(sa.select(Suggestion.became_id)) == 1


def test_two_better_wordings_taken_in_at_once_are_both_in_the_page(app, cast, editors):
    with app.app_context():
        topic = actions.add_topic("Football", text="One.\n\nTwo.\n\nThree.", by=EDITOR)
        ada = Viewer(id=cast.ada, on_roll=True)
        for old, new in (("One", "First"), ("Three", "Third")):
            better = {"text": topic.text.replace(old, new)}
            actions.suggest("wording", topic=topic, words=better, by=ada)
        db.session.commit()

    def accept(number, by):
        return lambda: actions.accept(db.session.get(Suggestion, number), by=by)

    outcomes = at_once(app, accept(1, editors[0]), accept(2, editors[1]))

    assert outcomes == ["done", "done"]
    with app.app_context():
        newest = db.session.scalar(sa.select(Revision).order_by(Revision.id.desc()).limit(1))
        assert newest.words["text"] == "First.\n\nTwo.\n\nThird."
