"""A CLP's page shows the published lines of its polls, and no figure of its own making."""

from datetime import timedelta

import pytest

from accounts.models import Clp
from core.clock import now
from core.db import db, statements
from tests import make
from voting.actions.polls import publish
from voting.booth import Count
from voting.in_clps import strength_in_clp
from voting.methods.support_scale import Answer
from voting.models import Poll, PollPool, PollPoolClp
from voting.rules import Electorate, State
from voting.tally import Tally


@pytest.fixture
def asked(app, cast):
    """Asks the CLPs of Wessex, and Mercia's Brambleton: so many are for and against in each."""

    def ask(*answers, electorate=Electorate.EVERYONE):
        with app.app_context():
            mercia = make.clp("Brambleton", of=make.region("Mercia")).id
            poll = _closed(cast.dilys, electorate)
            clps = [cast.ashford, cast.brambleton, mercia][: len(answers)]
            for number, clp_id in enumerate(clps, start=1):
                _pool(poll, number, db.session.get_one(Clp, clp_id))
            db.session.flush()
            tally = {
                number: {Answer.FOR.value: in_favour, Answer.AGAINST.value: against}
                for number, (in_favour, against) in enumerate(answers, start=1)
            }
            ballots = {number: sum(given) for number, given in enumerate(answers, start=1)}
            publish(poll, Count(tally=Tally(tally, ballots), spoiled=0))
            db.session.commit()
            return [strength_in_clp(clp_id) for clp_id in clps]

    return ask


def _closed(member_id, electorate):
    poll = Poll(
        question="Buses?",
        state=State.CLOSED.value,
        electorate=electorate.value,
        opened_by_id=member_id,
        opened_at=now() - timedelta(days=9),
        closes_at=now(),
        eligible=300,
        k_show=10,
        k_pool_eligible=50,
        mix_min=10,
    )
    db.session.add(poll)
    db.session.flush()
    return poll


def _pool(poll, number, clp):
    facts = {"region_id": clp.region_id, "label": clp.name, "eligible": 100}
    db.session.add(PollPool(poll_id=poll.id, number=number, **facts))
    db.session.add(PollPoolClp(poll_id=poll.id, clp_id=clp.id, number=number))


def words(polls):
    (poll,) = polls
    return [share.words for share in (poll.here, poll.region, poll.nation)]


def test_a_clp_stands_beside_its_region_and_all_in_the_words_of_the_result(asked):
    ashford, brambleton, other_brambleton = asked((60, 20), (20, 60), (70, 30))

    assert words(ashford) == ["75% for", "50% for", "58% for"]
    assert words(brambleton) == ["25% for", "50% for", "58% for"]
    assert words(other_brambleton) == ["too few to show", "70% for", "58% for"]


def test_too_few_are_shown_with_their_neighbours_or_not_at_all(asked):
    ashford, brambleton, _ = asked((60, 20), (2, 1), (70, 30))

    assert words(ashford)[0] == words(brambleton)[0] == "too few to show"
    assert words(brambleton)[1] == "75% for"


def test_below_the_least_nothing_is_shown_of_anyone(asked):
    (ashford,) = asked((5, 3))

    assert words(ashford) == ["too few to show"] * 3


def test_a_poll_of_one_clp_has_no_figure_of_others(asked):
    (ashford,) = asked((60, 20), electorate=Electorate.CLP)

    assert words(ashford) == ["75% for", "not asked", "not asked"]


def test_nothing_is_said_of_a_poll_that_is_not_published(app, cast):
    with app.app_context():
        poll = _closed(cast.dilys, Electorate.EVERYONE)
        _pool(poll, 1, db.session.get_one(Clp, cast.ashford))
        db.session.commit()

        assert strength_in_clp(cast.ashford) == []


def test_it_takes_one_statement(app, cast, asked):
    asked((60, 20), (20, 60))
    with app.app_context(), statements(app) as sent:
        strength_in_clp(cast.ashford)

    assert len(sent) == 1
