"""An account: ask, confirm with the mailed code, sign in, sign out, choose a new password."""

from __future__ import annotations

import re
from datetime import timedelta

import sqlalchemy as sa
from flask import Flask

from accounts.models import Code, Member, SignIn
from core import clock, jobs, mail
from core.db import db
from tests import make
from tests.browser import Browser


def _ask(browser: Browser, clp_id: int, status: int = 303, **changes: str) -> str:
    fields = {
        "name": "Nia Rees",
        "email": "Nia@Example.org",
        "password": "three random words",
        "clp_id": str(clp_id),
        **changes,
    }
    browser.get("/sign-up")
    return browser.post("/sign-up", fields, status=status).text


def _code_mailed(app: Flask) -> str:
    with app.app_context():
        jobs.work_once()
        return re.search(r"\d{6}", mail.letters()[0].subject)[0]


def test_a_newcomer_signs_up_confirms_and_is_signed_in(
    app: Flask, browser: Browser, cast: make.Cast
) -> None:
    _ask(browser, cast.ashford)
    code = _code_mailed(app)

    answer = browser.post("/confirm", {"email": "nia@example.org", "code": code})

    assert "Welcome" in browser.follow(answer).text
    assert "Nia Rees" in browser.get("/account").text


def test_the_mail_page_shows_the_code_in_development(
    app: Flask, browser: Browser, cast: make.Cast
) -> None:
    _ask(browser, cast.ashford)
    code = _code_mailed(app)
    assert code in browser.get("/dev/mail").text


def test_a_wrong_code_is_refused_and_five_tries_use_it_up(
    app: Flask, browser: Browser, cast: make.Cast
) -> None:
    _ask(browser, cast.ashford)
    code = _code_mailed(app)
    wrong = "000000" if code != "000000" else "111111"

    for _ in range(5):
        page = browser.post("/confirm", {"email": "nia@example.org", "code": wrong}, status=422)
        assert "not the code" in page.text

    page = browser.post("/confirm", {"email": "nia@example.org", "code": code}, status=422)
    assert "run out" in page.text


def test_someone_on_the_roll_gets_an_account_on_their_own_row(
    app: Flask, browser: Browser, cast: make.Cast
) -> None:
    with app.app_context():
        on_roll = make.member(
            "Nia Rees", email="nia@example.org", password_hash=None, confirmed_at=None
        )
        number = on_roll.membership_number
        db.session.commit()

    _ask(browser, cast.ashford)
    browser.post("/confirm", {"email": "nia@example.org", "code": _code_mailed(app)})

    assert f"number {number}" in browser.get("/account").text


def test_an_address_that_has_an_account_gets_the_same_answer_and_no_second_account(
    app: Flask, browser: Browser, cast: make.Cast
) -> None:
    _ask(browser, cast.ashford, email="ada@demo.example")

    with app.app_context():
        jobs.work_once()
        assert mail.letters()[0].subject.startswith("You already have an account")
        same = sa.select(sa.func.count()).where(Member.email == "ada@demo.example")
        assert db.session.scalar(same) == 1
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Code)) == 0  # none sent


def test_bad_fields_come_back_with_sentences_and_what_was_typed(
    browser: Browser, cast: make.Cast
) -> None:
    page = _ask(browser, cast.ashford, status=422, email="nia", password="short")

    assert "Enter an e-mail address, like name@example.org." in page
    assert 'value="Nia Rees"' in page


def test_an_unknown_clp_is_refused(browser: Browser, cast: make.Cast) -> None:
    _ask(browser, 999_999, status=422)
    for text in ("rubbish", "", "-1"):
        browser.post("/sign-up", {"clp_id": text}, status=422)


def test_a_code_is_good_only_in_the_browser_that_asked(
    app: Flask, browser: Browser, cast: make.Cast
) -> None:
    _ask(browser, cast.ashford)
    code = _code_mailed(app)
    other = Browser(app)
    _ask(other, cast.ashford, password="chosen by somebody else")

    browser.post("/confirm", {"email": "nia@example.org", "code": code})

    fresh = Browser(app)
    fresh.post("/sign-in", {"email": "nia@example.org", "password": "three random words"})
    other.post("/confirm", {"email": "nia@example.org", "code": code}, status=422)


def test_signing_in_and_out(app: Flask, browser: Browser, cast: make.Cast) -> None:
    browser.get("/account", status=303)
    answer = browser.post(
        "/sign-in", {"email": "ada@demo.example", "password": make.PASSWORD, "next": "/account"}
    )
    assert answer.headers["Location"] == "/account"
    assert "Ada Okafor" in browser.follow(answer).text

    browser.get("/sign-out")
    browser.follow(browser.post("/sign-out"))
    browser.get("/account", status=303)
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(SignIn)) == 0


def test_a_wrong_password_says_nothing_of_who_exists(browser: Browser, cast: make.Cast) -> None:
    pages = [
        browser.post("/sign-in", {"email": email, "password": "wrong password"}, status=422).text
        for email in ("ada@demo.example", "nobody@demo.example")
    ]
    for page in pages:
        assert "do not belong together" in page


def test_ten_wrong_passwords_close_the_door_for_a_quarter_of_an_hour(
    browser: Browser, cast: make.Cast
) -> None:
    right = {"email": "ada@demo.example", "password": make.PASSWORD}
    for _ in range(10):
        browser.post("/sign-in", {**right, "password": "a guess"}, status=422)

    assert "too many wrong passwords" in browser.post("/sign-in", right, status=422).text
    browser.post("/sign-in", {**right, "email": "bola@demo.example"})
    with clock.freeze(clock.now() + timedelta(minutes=16)):
        browser.post("/sign-in", right)


def test_signing_in_never_leads_to_another_site(browser: Browser, cast: make.Cast) -> None:
    for elsewhere in ("https://evil.example/", "//evil.example", "/\\evil.example"):
        answer = browser.post(
            "/sign-in",
            {"email": "ada@demo.example", "password": make.PASSWORD, "next": elsewhere},
        )
        assert answer.headers["Location"] == "/"


def test_a_new_password_signs_out_everywhere_else(
    app: Flask, browser: Browser, cast: make.Cast
) -> None:
    elsewhere = Browser(app, member_id=cast.ada)
    elsewhere.get("/account")
    browser.post("/reset", {"email": "ada@demo.example"})
    browser.get("/reset/code?email=ada@demo.example")

    browser.post(
        "/reset/code",
        {"email": "ada@demo.example", "code": _code_mailed(app), "password": "new random words"},
    )

    elsewhere.get("/account", status=303)
    fresh = Browser(app)
    fresh.post("/sign-in", {"email": "ada@demo.example", "password": "new random words"})
    fresh.get("/account")


def test_asking_to_reset_says_the_same_for_a_stranger(browser: Browser, cast: make.Cast) -> None:
    known = browser.post("/reset", {"email": "ada@demo.example"})
    stranger = browser.post("/reset", {"email": "nobody@demo.example"})
    assert known.headers["Location"].split("?")[0] == stranger.headers["Location"].split("?")[0]


def test_passwords_are_stored_as_argon2id_only(app: Flask, cast: make.Cast) -> None:
    with app.app_context():
        stored = db.session.get(Member, cast.ada).password_hash
    assert stored is not None
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
