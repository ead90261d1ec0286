"""Paper votes come into the count of a poll: together, in time, in balance, and checked."""

from datetime import timedelta

import pytest

from core import clock, jobs
from core.db import db
from core.errors import Refused
from tests.voting.paper_table import SPLIT, ashford, brambleton, number_of
from voting import queries
from voting.actions import polls
from voting.actions.paper import batches
from voting.booth import CountStopped
from voting.envelopes import Envelopes
from voting.methods.support_scale import Answer
from voting.models import PaperBatch, PaperRecount
from voting.rules import State
from voting.rules.paper import BatchState
from voting.site import booth_of


@pytest.fixture
def table(hall, app):
    with app.app_context():
        yield ashford(hall)


def test_fewer_than_ten_are_handed_on_unopened_and_counted_with_others_of_the_region(hall, table):
    other = brambleton(hall)
    few = table.begin()
    table.register(few, hall.members[:4])
    more = other.begin()
    other.register(more, hall.members[30:38])
    assert [table.finish(few), other.finish(more)] == [BatchState.HANDED_ON] * 2
    with pytest.raises(Refused, match="Fewer than 10"):
        _together(hall, table, [few])

    joint = _together(hall, table, [few, more])
    batches.confirm(joint.id, other.witness)
    numbers = {Answer.FOR.value: 8, Answer.AGAINST.value: 4}
    table.enter(joint.id, table.secretary, numbers)
    other.enter(joint.id, other.witness, numbers)
    hall.vote_all(hall.members[4:24])
    hall.vote_all(hall.members[40:58])
    hall.finish()

    assert queries.rows(hall.poll_id)[0].took_part == 50
    assert all(db.session.get_one(PaperBatch, one).state == "sealed" for one in (few, more))


def _together(hall, table, ids):
    joint = batches.open_together(
        hall.poll(), table.secretary, batch_ids=ids, witness_number=number_of(hall.cast.gwen)
    )
    db.session.commit()
    return joint


def test_a_poll_waits_for_its_paper_votes_and_is_counted_when_the_last_is_sealed(hall, table):
    hall.vote_all(hall.members[30:60])
    batch_id = table.begin()
    table.register(batch_id, hall.members[:10])
    table.finish(batch_id)
    hall.finish()
    assert hall.poll().state == State.CLOSED
    with pytest.raises(Refused, match="Paper votes of one CLP are not sealed yet"):
        polls.count_poll(hall.poll())

    table.seal(batch_id, SPLIT)
    jobs.work_once()

    assert hall.poll().state == State.COUNTED
    assert queries.rows(hall.poll_id)[0].took_part == 40


def test_what_is_not_sealed_when_the_grace_is_over_is_withdrawn_and_the_poll_is_counted(
    hall, table
):
    hall.vote_all(hall.members[30:60])
    batch_id = table.begin()
    table.register(batch_id, hall.members[:10])
    table.finish(batch_id)
    hall.finish()

    with clock.freeze(clock.now() + timedelta(days=5, minutes=1)):
        jobs.work_once()

    assert hall.poll().state == State.COUNTED
    assert db.session.get_one(PaperBatch, batch_id).state == BatchState.LAPSED
    assert booth_of(hall.poll()).box.sizes().paper == 0
    assert queries.rows(hall.poll_id)[0].took_part == 30


def test_a_mark_without_a_paper_ballot_stops_the_count(hall, table):
    batch_id = table.sealed(hall.members[:10], SPLIT)
    Envelopes(booth_of(hall.poll()), batch_id).register(hall.members[11])
    db.session.commit()
    hall.vote_all(hall.members[30:60])
    polls.close_poll(hall.poll())

    with pytest.raises(CountStopped, match="on paper 11 took part"):
        polls.open_ballots(hall.poll())


def test_web_votes_beside_paper_are_never_fewer_than_the_floor(hall, table):
    """The secretary knows what was on paper, and could subtract it from the line of the CLP."""
    table.sealed(hall.members[:20], {Answer.FOR.value: 12, Answer.AGAINST.value: 8})
    hall.vote_all(hall.members[20:25])
    hall.vote_all(hall.members[30:60])

    hall.finish()

    assert [row.took_part for row in queries.rows(hall.poll_id)] == [55]  # in one line


def test_batches_to_be_counted_again_are_drawn_and_one_sided_ones_are_added(hall, table):
    table.sealed(hall.members[:10], {Answer.STRONGLY_FOR.value: 6, Answer.FOR.value: 4})
    brambleton(hall).sealed(hall.members[30:40], SPLIT)
    hall.vote_all([*hall.members[10:30], *hall.members[40:60]])

    hall.finish()

    listed = db.session.scalars(db.select(PaperRecount).order_by(PaperRecount.batch_id)).all()
    one_sided = {one.batch_id: one.drawn for one in listed}
    assert 1 in one_sided
    assert sum(one_sided.values()) == 1  # five per cent, rounded up
