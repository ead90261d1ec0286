"""Two people act on one removal in the same moment: nothing is done twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import sqlalchemy as sa

from core.clock import freeze, now
from core.db import db
from core.errors import Refused
from tests.wiki.removal_house import House
from wiki.actions import removal_appeals, removals
from wiki.models import Argument, Removal, RemovalStep


@pytest.fixture
def house(app, cast):
    """Committed, and read only by ids and viewers from here on."""
    with app.app_context():
        made = House(cast)
        db.session.commit()
        yield made
        db.session.rollback()


def at_once(app, *acts):
    """Do each in a thread and a transaction of its own; the sentences of those refused."""
    start = Barrier(len(acts))

    def one(act):
        with app.app_context():
            start.wait(10)
            try:
                act()
                db.session.commit()
            except Refused as refused:
                db.session.rollback()
                return refused.sentence
            finally:
                db.session.remove()
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(one, acts))


def read(removal_id):
    return db.session.get_one(Removal, removal_id)


def steps(removal_id):
    db.session.expire_all()
    found = sa.select(RemovalStep.step).where(RemovalStep.removal_id == removal_id)
    return list(db.session.scalars(found.order_by(RemovalStep.id)))


def test_of_two_second_editors_one_decides(app, house):
    removal_id = house.propose().id
    db.session.commit()

    answers = at_once(
        app,
        lambda: removals.agree(read(removal_id), by=house.emrys),
        lambda: removals.refuse(read(removal_id), by=house.jo, words="No."),
    )

    assert answers[0] == ""
    assert "past that" in answers[1]
    assert len(steps(removal_id)) == 2


def test_of_two_proposals_for_one_view_one_is_taken(app, house):
    argument = house.argument.id
    db.session.commit()

    def propose(by):
        view = db.session.get_one(Argument, argument)
        house.propose(view, by=by)

    answers = at_once(app, lambda: propose(house.dilys), lambda: propose(house.jo))

    assert answers[0] == ""
    assert "One at a time" in answers[1]
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Removal)) == 1


def test_two_workers_bring_it_about_once(app, house):
    removal_id = house.agreed().id
    db.session.commit()

    def work():
        with freeze(now() + timedelta(days=8)):
            removals.take_effect(now())

    at_once(app, work, work)

    assert steps(removal_id) == ["proposed", "agreed", "took_effect"]


def test_an_appeal_at_the_moment_of_the_worker_leaves_the_view_standing(app, house):
    removal_id, argument = house.agreed().id, house.argument.id
    db.session.commit()

    def work():
        with freeze(now() + timedelta(days=8)):
            removals.take_effect(now())

    answers = at_once(app, work, lambda: removal_appeals.appeal(read(removal_id), by=house.ada))

    assert answers == ["", ""]
    db.session.expire_all()
    assert read(removal_id).state == "appealed"
    assert db.session.get_one(Argument, argument).archived_at is None


def test_of_two_judges_one_decides(app, house):
    removal_id = house.appealed().id
    db.session.commit()

    def judge(stands):
        removal_appeals.judge(read(removal_id), by=house.jo, stands=stands, words="So.")

    answers = at_once(app, lambda: judge(True), lambda: judge(False))

    assert answers[0] == ""
    assert "no appeal to decide" in answers[1]
    assert len([step for step in steps(removal_id) if step in {"upheld", "overturned"}]) == 1
