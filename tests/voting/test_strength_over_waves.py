"""Waves: the change between closed polls with enough ballots in both, and nothing else."""

from datetime import timedelta

import pytest

from core.clock import now
from core.db import db, statements
from tests.voting.published import closed_poll, published
from voting import queries
from voting.methods import Kind
from voting.models import Poll
from voting.rules import Electorate, State
from wiki.models import Topic


@pytest.fixture
def wave(app, cast):
    """Publishes a wave of one question, asked of Ashford Vale and Brambleton."""
    made: list[int] = []

    def publish(*tallies, closed=0, **facts):
        with app.app_context():
            poll = published(
                cast.dilys,
                [cast.ashford, cast.brambleton][: len(tallies)],
                *tallies,
                wave=len(made) + 1,
                wave_of_id=made[0] if made else None,
                closed=now() - timedelta(days=100 - 10 * len(made)),
                **facts,
            )
            db.session.commit()
            made.append(poll.id)
            return poll.id

    return publish


def support(in_favour, against):
    return {"for": in_favour, "against": against}


def test_a_change_is_that_between_the_published_shares(wave, browser):
    wave(support(60, 40), support(40, 60))
    second = wave(support(80, 20), support(42, 58))
    page = browser.get(f"/polls/{second}/waves").text
    result = browser.get(f"/polls/{second}/results.json").json

    assert "+11 points" in page
    assert "It was asked 2 times" in page
    assert "chance alone could make a difference of" in page
    assert result["change"]["differences"][0] == {
        "name": "In favour",
        "before": "50%",
        "now": "61%",
        "points": 11.0,
        "said": "+11 points",
    }
    assert "+11 points" in browser.get(f"/polls/{second}/results").text
    assert "+11 points" in browser.get(f"/polls/{second}/results.csv").text
    assert "+11 points" in browser.get("/polls/strength").text


def test_with_fewer_than_twenty_in_either_no_change_is_shown(wave, browser):
    wave(support(8, 7))
    second = wave(support(80, 20))
    said = "Fewer than 20 took part in one of the two waves, so no change is shown."

    assert said in browser.get(f"/polls/{second}/results").text
    assert said in browser.get(f"/polls/{second}/waves").text


def test_a_first_wave_an_open_one_and_one_of_others_show_none(app, cast, wave, browser):
    first = wave(support(60, 40))
    assert browser.get(f"/polls/{first}/results.json").json["change"]["said"] == "—"
    with app.app_context():
        still_open = closed_poll(
            cast.dilys, wave=2, wave_of_id=first, state=State.OPEN.value, eligible=500
        ).id
        db.session.commit()
    page = browser.get(f"/polls/{still_open}/waves").text
    assert "no result yet" in page
    assert "points" not in page.split("Only published")[0]

    with app.app_context():
        others = published(
            cast.dilys,
            [cast.ashford],
            support(30, 70),
            wave=3,
            wave_of_id=first,
            electorate=Electorate.CLP.value,
            clp_id=cast.ashford,
        ).id
        db.session.commit()
    assert "Another group of members was asked" in browser.get(f"/polls/{others}/results").text


def test_a_hidden_wave_is_compared_with_no_more(app, wave, browser):
    wave(support(60, 40))
    second = wave(support(10, 90))
    third = wave(support(70, 30))
    with app.app_context():
        poll = db.session.get_one(Poll, second)
        poll.hidden_at, poll.hidden_because = now(), "Hidden."
        db.session.commit()

    assert "+10 points" in browser.get(f"/polls/{third}/results").text


@pytest.mark.parametrize(
    ("kind", "then", "since", "said"),
    [
        (Kind.SINGLE, {"1": 30, "2": 70}, {"1": 60, "2": 40}, "+30 points"),
        (Kind.APPROVAL, {"1": 50, "2": 70}, {"1": 60, "2": 40}, "+10 points"),
        (
            Kind.RESISTANCE,
            {"1:0": 50, "1:10": 50, "2:5": 100},
            {"1:0": 100, "2:5": 100},
            "−3.5 of 10",
        ),
        (
            Kind.RANKED,
            {"1": 50, "2": 50, "1>2": 50, "2>1": 50},
            {"1": 55, "2": 45, "1>2": 55, "2>1": 45},
            "+5 points",
        ),
    ],
)
def test_every_kind_of_poll_has_its_change(wave, browser, kind, then, since, said):
    about = {"kind": kind, "choices": ["Buses", "Trains"], "ballots": [100]}
    wave(then, **about)
    second = wave(since, **about)

    assert said in browser.get(f"/polls/{second}/waves").text
    assert said in browser.get("/polls/strength").text


def test_the_topic_shows_its_waves_in_the_statement_it_always_took(app, wave, browser):
    with app.app_context():
        topic = Topic(slug="buses", title="Buses", changed_at=now())
        db.session.add(topic)
        db.session.commit()
        topic_id = topic.id
    for in_favour in (40, 50, 60):
        wave(support(in_favour, 100 - in_favour), topic_id=topic_id)

    with app.app_context(), statements(app) as sent:
        (strip,) = queries.polls_on(topic_id)
    assert len(sent) == 1
    assert [line.said for line in strip["waves"]] == ["40% for", "50% for", "60% for"]
    page = browser.get(f"/topics/{topic_id}-buses").text
    assert "Strength over waves" in page
    assert page.count("+10 points") == 2
