"""The order of a thread and its good points, as people meet them in a browser."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from core import clock, personal
from core.clock import now
from core.db import db
from deliberation import actions
from deliberation.actions import endorsing, ordering
from deliberation.models import Endorsement, Thread
from deliberation.queries import ordering as order_queries
from deliberation.rules import Position
from deliberation.rules.order import Order
from tests import make

PAGE = "/threads/1"


def numbers(page):
    return [int(number) for number in re.findall(r'<article[^>]* id="p(\d+)"', page.text)]


def say(town, by, position=None, words="So I say."):
    thread = db.session.get_one(Thread, town.thread)
    return actions.reply(thread, words, by=by, position=position)


@pytest.fixture
def debate(app, town):
    """Ada is for it four times, Dilys against it once; then Chen has a question."""
    with app.app_context():
        for _ in range(4):
            say(town, town.ada, Position.FOR)
        say(town, town.dilys, Position.AGAINST)
        say(town, town.chen, Position.QUESTION)
        db.session.commit()
        ordering.put_in_order()


def test_the_sides_take_turns_unless_one_asks_for_time(browser, debate):
    usual = browser.get(PAGE)

    assert numbers(usual) == [1, 2, 6, 7, 3, 4, 5]
    assert "The sides take turns" in usual.text
    assert numbers(browser.get(f"{PAGE}?order=newest")) == [7, 6, 5, 4, 3, 2, 1]
    oldest = browser.get(f"{PAGE}?order=oldest")
    assert numbers(oldest) == [1, 2, 3, 4, 5, 6, 7]
    assert "The sides take turns" not in oldest.text


def test_a_new_post_stands_behind_until_the_worker_has_been(app, town, debate, browser):
    browser.get(PAGE)
    with app.app_context():
        say(town, town.bola, Position.AGAINST)
        db.session.commit()
    assert numbers(browser.get(PAGE))[-1] == 8

    with app.app_context():
        ordering.put_in_order()

    assert numbers(browser.get(PAGE)) == [1, 2, 6, 7, 3, 8, 4, 5]


def test_a_published_poll_gives_the_sides_their_turns(app, town, debate, monkeypatch):
    shares = {"for": 0.9, "against": 0.1, "unsure": 0.0}
    monkeypatch.setattr(ordering, "shares_on", lambda option_id: shares)
    with app.app_context():
        ordering.want_about(town.option)
        db.session.commit()
        ordering.put_in_order()

        assert order_queries.numbers_on(town.thread, Order.LANES, 1) == [1, 2, 7, 3, 4, 5, 6]


def test_an_unknown_order_is_the_usual_one_and_pages_of_every_order_are_whole(app, town, browser):
    with app.app_context():
        for number in range(50):
            say(town, town.ada if number % 2 else town.dilys, [Position.FOR, None][number % 2])
        db.session.commit()
        ordering.put_in_order()

    for order in ("lanes", "newest", "oldest", "rubbish"):
        found = [
            number
            for page in (1, 2, 3)
            for number in numbers(browser.get(f"{PAGE}?order={order}&page={page}"))
        ]
        assert sorted(found) == list(range(1, 52)), order
    assert browser.get("/posts/30", status=302).location == f"{PAGE}?order=oldest&page=2#p30"


def test_a_good_point_is_one_button_each_way(app, town, cast, sign_in):
    ada = sign_in(cast.ada)
    page = ada.get(PAGE)
    assert 'action="/posts/1/good-point"' in page.text
    etag = page.headers["ETag"]

    answer = ada.post("/posts/1/good-point", {"back": PAGE})
    ada.post("/posts/1/good-point", {"back": PAGE})

    assert answer.location == f"{PAGE}#p1"
    ada.get(PAGE)  # says that it is done
    again = ada.client.get(PAGE, headers={"If-None-Match": etag})
    assert "take it back" in again.text
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Endorsement)) == 1
    ada.post("/posts/1/good-point/end", {"back": "//evil.example"})
    ada.post("/posts/1/good-point/end")
    assert 'action="/posts/1/good-point"' in ada.get(PAGE).text
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Endorsement)) == 0


def test_nobody_finds_their_own_post_good_and_a_visitor_has_no_button(town, cast, sign_in, browser):
    bola = sign_in(cast.bola)

    assert "good-point" not in bola.get(PAGE).text
    refused = bola.post("/posts/1/good-point", status=422)
    assert "You cannot call your own post a good point." in refused.text
    assert "good-point" not in browser.get(PAGE).text


def test_after_three_days_it_is_told_in_words_and_never_as_a_number(app, town, cast, browser):
    with app.app_context():
        post = say(town, town.ada, Position.FOR)
        for _ in range(3):
            db.session.add(Endorsement(post_id=post.id, member_id=make.member().id))
        db.session.commit()
    assert "found this a good point" not in browser.get(PAGE).text

    with app.app_context(), clock.freeze(now() + timedelta(hours=72, minutes=1)):
        ordering.day_by_day()
        assert "Some found this a good point." in browser.get(PAGE).text


def test_what_one_found_good_is_shown_to_oneself_and_goes_with_the_account(inside, town, cast):
    post = say(town, town.bola)
    endorsing.endorse(post, town.ada)

    assert personal.held_about(cast.ada)["good points"] == [{"post": f"/posts/{post.id}"}]
    personal.erase(cast.ada)
    assert personal.held_about(cast.ada)["good points"] == []


def test_common_ground_needs_five_of_each_side(app, town, browser):
    assert "No common ground has shown yet" in browser.get(f"{PAGE}?order=common").text
    with app.app_context():
        bridge = say(town, town.chen)
        for side in (Position.FOR, Position.AGAINST):
            for _ in range(5):
                person = make.member()
                viewer = type(town.ada)(id=person.id, on_roll=True)
                endorsing.endorse(bridge, viewer)
                say(town, viewer, side)
        db.session.commit()
        ordering.put_in_order()

    assert numbers(browser.get(f"{PAGE}?order=common")) == [2]
