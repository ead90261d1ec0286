"""The double envelope: registered unopened, counted by two people blindly, added to the web's."""

import pytest

from accounts.models import Clp
from core import clock
from core.db import db
from core.errors import Refused
from tests import make
from tests.voting.hall import person
from tests.voting.paper_table import SPLIT, ashford, number_of, officer
from voting import queries
from voting.actions import votes
from voting.actions.paper import batches, registering
from voting.codes import new_code
from voting.methods.support_scale import Answer
from voting.models import PaperBatch, PaperDoubt, PaperRecount, PaperTotal
from voting.paper import reading
from voting.paper.sheet import NotTotals
from voting.rules import State
from voting.rules.paper import BatchState, Said
from voting.site import booth_of


@pytest.fixture
def table(hall, app):
    with app.app_context():
        yield ashford(hall)


def test_paper_votes_are_added_to_those_on_the_web_and_everything_balances(hall, table):
    hall.vote_all(hall.members[10:30], Answer.FOR)
    hall.vote_all(hall.members[30:60], Answer.AGAINST)
    table.sealed(
        hall.members[:10], {Answer.FOR.value: 5, Answer.AGAINST.value: 3}, blank=1, spoiled=1
    )

    hall.finish()

    total = queries.rows(hall.poll_id)[0]
    assert hall.poll().state == State.COUNTED
    assert (total.took_part, hall.poll().spoiled) == (60, 2)  # 58, to the nearest five
    assert booth_of(hall.poll()).box.sizes().paper == 10


def test_each_number_is_answered_and_whoever_is_registered_cannot_vote_online(hall, table):
    hall.vote(hall.members[1])
    batch_id = table.begin()

    said = registering.register(
        batch_id,
        table.secretary,
        [
            f" {number_of(hall.members[0]).lower()} ",
            number_of(hall.members[1]),
            number_of(hall.members[40]),  # of the other CLP
            "M-nobody",
        ],
    )

    assert [one.said for one in said] == [
        Said.ACCEPTED,
        Said.VOTED_ONLINE,
        Said.NOT_KNOWN,
        Said.NOT_KNOWN,
    ]
    assert table.register(batch_id, hall.members[:1]) == [Said.HERE]
    with pytest.raises(Refused, match="paper vote of yours has been received"):
        votes.cast(
            hall.poll(),
            person(hall.members[0]),
            typed_code=new_code(),
            answer=Answer.FOR,
            at=clock.now(),
        )


def test_somebody_who_joined_after_the_opening_is_not_eligible(hall, table):
    late = make.member(of=db.session.get_one(Clp, table.clp_id))

    assert table.register(table.begin(), [late.id]) == [Said.NOT_ELIGIBLE]


def test_a_number_taken_back_lets_its_member_vote_online(hall, table):
    batch_id = table.begin()
    table.register(batch_id, hall.members[:2])

    registering.take_back(batch_id, table.secretary, number_of(hall.members[0]))

    assert not votes.has_voted(hall.poll(), person(hall.members[0]))
    with pytest.raises(Refused, match="No envelope with this number"):
        registering.take_back(batch_id, table.secretary, number_of(hall.members[0]))


def test_the_witness_is_another_member_of_the_clp_with_an_account_of_their_own(hall, table):
    for number in (
        number_of(hall.cast.farah),
        number_of(hall.cast.gwen),  # of Brambleton
        "nobody",
    ):
        with pytest.raises(Refused):
            batches.open_batch(hall.poll(), _clp(table), table.secretary, witness_number=number)


def _clp(table):
    return db.session.get_one(Clp, table.clp_id)


def test_nothing_is_registered_before_the_witness_confirms_and_nobody_else_can(hall, table):
    batch = batches.open_batch(
        hall.poll(), _clp(table), table.secretary, witness_number=number_of(table.witness_id)
    )
    db.session.flush()

    with pytest.raises(Refused, match="witness has to confirm first"):
        registering.register(batch.id, table.secretary, ["M1"])
    for other in (table.secretary, person(hall.cast.ada)):
        with pytest.raises(Refused, match="Only the witness"):
            batches.confirm(batch.id, other)
    batches.confirm(batch.id, table.witness)
    with pytest.raises(Refused, match="Only the secretary"):
        registering.register(batch.id, table.witness, ["M1"])


def test_an_officer_of_another_clp_opens_no_batch_here(hall, table):
    with pytest.raises(Refused, match="Only an officer of the CLP"):
        batches.open_batch(
            hall.poll(),
            _clp(table),
            officer(hall.cast.chen),
            witness_number=number_of(table.witness_id),
        )


def test_an_officer_who_fishes_for_online_voters_is_stopped_until_the_witness_has_seen(hall, table):
    hall.vote_all(hall.members[:8])
    batch_id = table.begin()

    said = table.register(batch_id, hall.members[:8])

    assert said == [Said.VOTED_ONLINE] * 5 + [Said.NOT_LOOKED_UP] * 3
    with pytest.raises(Refused, match="witness must confirm"):
        table.register(batch_id, hall.members[5:8])
    with pytest.raises(Refused, match="Only the witness"):
        batches.vouch(batch_id, table.secretary)
    batches.vouch(batch_id, table.witness)
    assert table.register(batch_id, hall.members[5:8]) == [Said.VOTED_ONLINE] * 3
    batch = db.session.get_one(PaperBatch, batch_id)
    assert (batch.typed, batch.voted_online, batch.online_seen) == (8, 8, 5)


def test_totals_that_do_not_add_up_to_the_envelopes_are_refused(hall, table):
    batch_id = table.begin()
    table.register(batch_id, hall.members[:10])
    table.finish(batch_id)

    for numbers, more in (
        ({Answer.FOR.value: 9}, {}),
        ({Answer.FOR.value: 10}, {"blank": 1}),
        ({}, {"spoiled": 11}),
    ):
        with pytest.raises(NotTotals, match="10 envelopes were accepted"):
            table.enter(batch_id, table.secretary, numbers, **more)


def test_different_totals_seal_nothing_tell_only_where_and_are_forgotten(hall, table):
    batch_id = table.begin()
    table.register(batch_id, hall.members[:10])
    table.finish(batch_id)
    table.enter(batch_id, table.secretary, {Answer.FOR.value: 6, Answer.AGAINST.value: 4})

    batch = table.enter(batch_id, table.witness, {Answer.FOR.value: 7, Answer.AGAINST.value: 3})

    assert batch.state == BatchState.COUNTING
    assert batch.recounts == 1
    assert sorted(batch.differed.split("\n")) == ["against", "for"]
    assert reading.parts(hall.poll_id) == []
    table.enter(batch_id, table.secretary, SPLIT)  # the first entries are gone: nobody can probe
    assert db.session.get_one(PaperBatch, batch_id).state == BatchState.COUNTING
    sealed = table.enter(batch_id, table.witness, SPLIT)
    assert (sealed.state, sealed.recounts) == (BatchState.SEALED, 1)
    with pytest.raises(Refused, match="sealed"):
        table.enter(batch_id, table.secretary, SPLIT)


def test_a_total_of_one_person_counts_for_nothing(hall, table):
    batch_id = table.begin()
    table.register(batch_id, hall.members[:10])
    table.finish(batch_id)
    table.enter(batch_id, table.secretary, SPLIT)

    assert table.enter(batch_id, table.secretary, SPLIT).state == BatchState.COUNTING
    assert reading.totals(hall.poll_id) == {}


def test_no_envelope_is_registered_after_the_poll_has_closed(hall, table):
    batch_id = table.begin()
    hall.finish()

    with pytest.raises(Refused, match="The poll has closed"):
        table.register(batch_id, hall.members[:1])


def test_the_main_database_has_no_place_for_who_voted_on_paper():
    tables = [PaperBatch, PaperTotal, PaperDoubt, PaperRecount]
    people = {
        key.parent.name
        for table in tables
        for key in table.__table__.foreign_keys
        if key.column.table.name == "member"
    }

    assert people == {"secretary_id", "witness_id", "done_by_id", "decided_by_id"}
    moments = [column.name for table in tables for column in table.__table__.columns]
    assert [name for name in moments if name.endswith("_at")] == []
