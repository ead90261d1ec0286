"""A page is kept until something it shows changes, and never shows one person what is another's."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa
from flask import Flask

from accounts.models import Clp
from core import events, versions
from core.db import db, statements
from tests import make
from tests.browser import Browser


def test_the_second_reader_costs_no_statement_but_the_versions(
    app: Flask, browser: Browser, cast: make.Cast
) -> None:
    browser.get("/clps")
    with statements(app) as sent:
        Browser(app).get("/clps")
    assert sent == []


def test_an_unchanged_page_is_not_sent_again(browser: Browser, cast: make.Cast) -> None:
    first = browser.get("/clps")
    again = browser.get("/clps", status=304, headers={"If-None-Match": first.headers["ETag"]})
    assert again.data == b""


def test_an_event_on_what_it_shows_makes_a_new_page(
    app: Flask, browser: Browser, cast: make.Cast
) -> None:
    first = browser.get("/clps")
    with app.app_context():
        clp = db.session.get_one(Clp, cast.ashford)
        clp.name = "Ashford & Vale"
        events.record("clp.changed", clp, actor_id=None)
        events.commit()

    second = browser.get("/clps", headers={"If-None-Match": first.headers["ETag"]})
    assert "Ashford &amp; Vale" in second.text


def test_a_change_that_is_rolled_back_changes_no_page(
    app: Flask, browser: Browser, cast: make.Cast
) -> None:
    first = browser.get("/clps")
    with app.app_context():
        events.record("clp.changed", db.session.get_one(Clp, cast.ashford), actor_id=None)
        db.session.rollback()
    browser.get("/clps", status=304, headers={"If-None-Match": first.headers["ETag"]})


def test_each_person_gets_their_own_header_on_the_same_kept_page(
    sign_in: Callable[[int], Browser], browser: Browser, cast: make.Cast
) -> None:
    ada, bola = sign_in(cast.ada).get("/clps"), sign_in(cast.bola).get("/clps")
    guest = browser.get("/clps")

    assert "Ada Okafor" in ada.text
    assert "Bola Adeyemi" in bola.text
    assert "Ada Okafor" not in bola.text
    assert "Sign in" in guest.text
    assert len({page.headers["ETag"] for page in (ada, bola, guest)}) == 3
    assert ada.headers["Cache-Control"] == "private, no-cache"


def test_one_persons_etag_is_no_good_to_another(
    sign_in: Callable[[int], Browser], cast: make.Cast
) -> None:
    ada = sign_in(cast.ada).get("/clps")
    sign_in(cast.bola).get("/clps", headers={"If-None-Match": ada.headers["ETag"]})


def test_versions_move_on_once_when_a_transaction_commits(app: Flask, cast: make.Cast) -> None:
    with app.app_context():
        clp = db.session.get_one(Clp, cast.ashford)
        for _ in range(3):
            events.record("clp.changed", clp, actor_id=None)
            events.record("clp.changed", clp, actor_id=None)
            db.session.commit()
        found = db.session.execute(
            sa.text("SELECT number FROM page_version WHERE name = :name"),
            {"name": f"clp:{clp.slug}"},
        ).scalar_one()
    assert found == 3


def test_what_is_rolled_back_moves_no_page_on(app: Flask, cast: make.Cast) -> None:
    with app.app_context():
        versions.move_on(["home"])
        db.session.rollback()
        db.session.commit()
        assert versions.read(["home"]) == (0,)


def test_a_savepoint_that_is_given_up_does_no_harm(app: Flask, cast: make.Cast) -> None:
    with app.app_context():
        versions.move_on(["home"])
        savepoint = db.session.begin_nested()
        versions.move_on(["polls"])
        savepoint.rollback()
        with db.session.begin_nested():
            versions.move_on(["topics"])
        db.session.commit()
        assert versions.read(["home", "topics"]) == (1, 1)


def test_a_visitor_is_answered_before_flask_until_something_changes(
    app: Flask, browser: Browser, cast: make.Cast
) -> None:
    first = browser.get("/clps")
    asked = []
    app.before_request_funcs.setdefault(None, []).append(lambda: asked.append(1))
    try:
        again = Browser(app).get("/clps")
        assert not asked
        assert again.data == first.data
        assert dict(again.headers) == dict(first.headers)
        Browser(app).get("/clps", status=304, headers={"If-None-Match": first.headers["ETag"]})
        Browser(app).get("/clps?page=2")
        assert len(asked) == 1

        with app.app_context():
            clp = db.session.get_one(Clp, cast.ashford)
            clp.name = "Ashford & Vale"
            events.record("clp.changed", clp, actor_id=None)
            events.commit()
        assert "Ashford &amp; Vale" in Browser(app).get("/clps").text
    finally:
        app.before_request_funcs[None].pop()


def test_a_page_with_a_form_is_never_given_to_two_visitors(app: Flask, browser: Browser) -> None:
    tokens = {Browser(app).get("/sign-in").text for _visit in range(2)}
    assert len(tokens) == 2
