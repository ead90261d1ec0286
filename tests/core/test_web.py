"""Every response is guarded; a refused request keeps what was typed; pressing twice posts once."""

from __future__ import annotations

import sqlalchemy as sa
from flask import Flask

from core.db import db
from core.jobs import Job
from tests import make
from tests.browser import Browser


def test_every_page_forbids_scripts_and_frames_from_elsewhere(browser: Browser) -> None:
    headers = browser.get("/sign-in").headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_form_without_its_token_keeps_what_was_typed_but_no_password(app: Flask) -> None:
    answer = app.test_client().post(
        "/sign-up", data={"name": "Nia <b>Rees</b>", "password": "three random words"}
    )
    assert answer.status_code == 400
    assert "Nia &lt;b&gt;Rees&lt;/b&gt;" in answer.text
    assert "three random words" not in answer.text


def test_pressing_twice_acts_once_and_says_so(
    app: Flask, browser: Browser, cast: make.Cast
) -> None:
    fields = {
        **browser._secrets(),
        "name": "Nia Rees",
        "email": "nia@example.org",
        "password": "three random words",
        "clp_id": str(cast.ashford),
    }
    answers = [browser.client.post("/sign-up", data=fields) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert "You have already sent this." in browser.follow(answers[1]).text
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Job)) == 1


def test_unknown_pages_are_404_in_plain_words(browser: Browser) -> None:
    assert "Page not found" in browser.get("/no/such/page", status=404).text
    browser.get("/clps/nowhere", status=404)


def test_a_request_that_is_too_large_is_413(browser: Browser) -> None:
    page = browser.post("/sign-in", {"email": "x" * 2_100_000}, status=413)
    assert "That is too long" in page.text


def test_the_style_guide_shows_every_piece_and_its_errors(browser: Browser) -> None:
    browser.get("/styleguide")
    page = browser.post("/styleguide", {}, status=422)
    assert "There is a problem" in page.text
    assert "Choose one answer." in page.text
