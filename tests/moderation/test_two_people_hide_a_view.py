from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from core import clock
from core.db import db
from moderation.models import Case, Decision
from tests.browser import Browser
from tests.moderation.conftest import Office, People, Place, decide, report


def sign_second(
    browser: Browser, case: Case, *, agrees: str, words: str = "", status: int = 303
) -> str:
    sent = {"version": case.version, "agrees": agrees, "words": words}
    return browser.post(f"/cases/{case.id}/seconds", sent, status=status).text


def test_abuse_is_hidden_at_once_and_for_good_by_a_second_signature(
    people: People, place: Place, office: Office
) -> None:
    report(people.ada, "argument", place.argument, "personal_abuse")
    decide(people.chen, office.newest(), "hide", reason="personal_abuse", words="Calls fools.")

    interim = office.subject("argument", place.argument).hidden_because or ""
    assert "pending a second opinion" in interim
    assert "waiting for a second signature" in people.eve.get("/log").text
    assert "You gave the first signature" in people.chen.get(f"/cases/{office.newest().id}").text
    refused = sign_second(people.chen, office.newest(), agrees="yes", status=422)
    assert "another person" in refused

    sign_second(people.stella, office.newest(), agrees="yes")

    final = office.subject("argument", place.argument).hidden_because or ""
    assert "until" not in final
    assert "personal abuse (rule 1)" in final
    assert "national steward and national steward" in people.eve.get("/log").text
    assert office.newest().state == "decided"


def test_a_matter_of_opinion_stays_visible_until_the_second_signature(
    people: People, place: Place, office: Office
) -> None:
    report(people.ada, "argument", place.argument, "off_topic")
    decide(people.chen, office.newest(), "hide", reason="off_topic")

    assert office.subject("argument", place.argument).hidden_at is None
    told = office.mail()
    assert "bola@demo.example" not in told
    assert "ada@demo.example" not in told  # nothing has been decided yet

    sign_second(people.stella, office.newest(), agrees="yes")

    assert office.subject("argument", place.argument).hidden_at is not None
    assert "bola@demo.example" in office.mail()


def test_a_second_steward_who_disagrees_puts_it_back_with_a_reason(
    people: People, place: Place, office: Office
) -> None:
    report(people.ada, "argument", place.argument, "personal_abuse")
    decide(people.chen, office.newest(), "hide", reason="personal_abuse")

    assert "why you do not agree" in sign_second(
        people.stella, office.newest(), agrees="no", status=422
    )
    sign_second(people.stella, office.newest(), agrees="no", words="Rude, but about the view.")

    assert office.subject("argument", place.argument).hidden_at is None
    assert "Rude, but about the view." in office.mail()["ada@demo.example"]
    assert "undone: the national steward did not agree" in people.eve.get("/log").text


def test_spam_takes_one_person(people: People, place: Place, office: Office) -> None:
    report(people.ada, "argument", place.argument, "spam")
    decide(people.chen, office.newest(), "hide", reason="spam")

    assert office.newest().state == "decided"
    assert office.subject("argument", place.argument).hidden_at is not None


def test_without_a_second_signature_it_is_back_after_two_days(
    people: People, place: Place, office: Office
) -> None:
    report(people.ada, "argument", place.argument, "personal_abuse")
    decide(people.chen, office.newest(), "hide", reason="personal_abuse")

    with clock.freeze(clock.now() + timedelta(hours=47)):
        office.work()
    assert office.subject("argument", place.argument).hidden_at is not None
    with clock.freeze(clock.now() + timedelta(hours=49)):
        office.work()

    assert office.subject("argument", place.argument).hidden_at is None
    assert office.newest().state == "open"
    assert "undone: not confirmed" in people.eve.get("/log").text


def test_the_database_itself_wants_two_different_people(
    people: People, place: Place, office: Office
) -> None:
    report(people.ada, "argument", place.argument, "personal_abuse")
    decide(people.chen, office.newest(), "hide", reason="personal_abuse")

    with office.open():
        first = db.session.scalars(sa.select(Decision)).one()
        first.second_by_id = first.first_by_id
        with pytest.raises(IntegrityError):
            db.session.flush()
        db.session.rollback()
