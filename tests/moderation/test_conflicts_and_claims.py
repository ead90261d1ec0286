from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

import accounts.access
from accounts.rules import Role
from core import clock
from core.db import db
from tests import make
from tests.browser import Browser
from tests.make import Cast
from tests.moderation.conftest import Office, People, Place, decide, report


def claim(browser: Browser, case, status: int = 303) -> str:
    return browser.post(f"/cases/{case.id}/claims", {"version": case.version}, status=status).text


@pytest.fixture
def as_steward(
    app: Flask, cast: Cast, sign_in: Callable[[int], Browser]
) -> Callable[[int, int | None], Browser]:
    """The browser of a member who has been made a steward."""

    def made(member_id: int, clp_id: int | None = None) -> Browser:
        with app.app_context():
            make.grant(member_id, Role.STEWARD, clp_id)
            db.session.commit()
        accounts.access.forget()
        return sign_in(member_id)

    return made


def test_the_author_cannot_decide_about_their_own_words(
    people: People, place: Place, office: Office, cast: Cast, as_steward
) -> None:
    report(people.ada, "suggestion", place.suggestion, "spam")
    bola, case = as_steward(cast.bola), office.newest()

    assert "about something you wrote" in bola.get(f"/cases/{case.id}").text
    assert "about something you wrote" in claim(bola, case, status=422)
    assert "about something you wrote" in decide(bola, case, "no_action", status=422)


def test_the_reporter_cannot_decide_what_they_reported(
    people: People, place: Place, office: Office
) -> None:
    report(people.chen, "suggestion", place.suggestion, "spam")
    case = office.newest()

    assert "you reported it" in people.chen.get(f"/cases/{case.id}").text
    assert "you reported it" in claim(people.chen, case, status=422)
    assert "you reported it" in decide(people.chen, case, "hide", reason="spam", status=422)
    assert office.subject("suggestion", place.suggestion).hidden_at is None


def test_a_steward_of_one_clp_does_not_see_what_is_not_of_it(
    people: People, place: Place, office: Office, cast: Cast, as_steward
) -> None:
    report(people.ada, "suggestion", place.suggestion, "spam")
    ada = as_steward(cast.ada, cast.ashford)

    assert "Nothing is waiting" in ada.get("/moderation").text
    ada.get(f"/cases/{office.newest().id}", status=404)


def test_a_claim_holds_for_half_an_hour(people: People, place: Place, office: Office) -> None:
    report(people.ada, "suggestion", place.suggestion, "spam")
    claim(people.chen, office.newest())
    case = office.newest()

    assert "Chen Wei is reading it" in people.stella.get("/moderation").text
    assert "Chen Wei is reading this case" in claim(people.stella, case, status=422)
    assert "Chen Wei is reading" in decide(people.stella, case, "no_action", status=422)
    with clock.freeze(clock.now() + timedelta(minutes=31)):
        claim(people.stella, case)


def test_a_claim_can_be_given_back(people: People, place: Place, office: Office) -> None:
    report(people.ada, "suggestion", place.suggestion, "spam")
    claim(people.chen, office.newest())
    case = office.newest()
    people.chen.post(f"/cases/{case.id}/releases", {"version": case.version})

    claim(people.stella, office.newest())


def test_who_is_second_to_decide_is_told_who_was_first(
    people: People, place: Place, office: Office
) -> None:
    report(people.ada, "argument", place.argument, "personal_abuse")
    seen = office.newest()
    decide(people.chen, seen, "hide", reason="personal_abuse")

    answer = decide(people.stella, seen, "no_action", words="I had written this.", status=409)

    assert "Chen Wei decided this a moment ago" in answer
    assert "I had written this." in answer
    assert office.newest().state == "awaiting_second"


def test_a_decided_case_is_not_decided_again(people: People, place: Place, office: Office) -> None:
    report(people.ada, "suggestion", place.suggestion, "spam")
    decide(people.chen, office.newest(), "no_action")

    assert "has been decided" in decide(people.stella, office.newest(), "no_action", status=422)


def test_a_refused_decision_keeps_what_was_typed(
    people: People, place: Place, office: Office
) -> None:
    report(people.ada, "suggestion", place.suggestion, "spam")
    case = office.newest()

    assert "Choose the rule" in decide(people.chen, case, "hide", words="Mine.", status=422)
    page = decide(people.chen, case, "hide", reason="spam", words="", status=422)
    assert "Say why in a sentence." in page
    page = decide(people.chen, case, "hide", words="Kept words", status=422)
    assert "Kept words" in page


def test_the_queue_shows_danger_first_and_filters(
    people: People, place: Place, office: Office
) -> None:
    report(people.ada, "suggestion", place.suggestion, "spam")
    report(people.ada, "argument", place.argument, "threat")

    page = people.chen.get("/moderation").text
    assert page.index("Anyone who disagrees") < page.index("Cheap watches")
    assert "2 cases waiting" in page
    assert "Nothing is waiting" in people.chen.get("/moderation?kind=appeal").text
    assert "Nothing is waiting" in people.chen.get("/moderation?wait=late").text
    with clock.freeze(clock.now() + timedelta(hours=25)):
        late = people.chen.get("/moderation?wait=late").text
    assert "1 case waiting" in late
