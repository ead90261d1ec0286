"""Members stand behind a suggestion: once each, in number only, and may take it back."""

import pytest

from accounts.access import Viewer
from core.db import db
from core.errors import Refused
from core.events import Event
from tests.told import told
from wiki import actions, queries


def test_each_member_counts_once_and_can_take_it_back(meals):
    suggestion = meals.suggest()
    actions.support(suggestion, by=meals.emrys)
    with pytest.raises(Refused, match="already"):
        actions.support(suggestion, by=meals.emrys)
    actions.support(suggestion, by=meals.dilys)

    assert queries.support_of(suggestion.id, meals.cast.emrys) == (2, True)
    actions.take_back_support(suggestion, by=meals.emrys)
    actions.take_back_support(suggestion, by=meals.emrys)
    assert queries.support_of(suggestion.id, meals.cast.emrys) == (1, False)


def test_only_other_members_support_what_still_waits(meals):
    suggestion = meals.suggest()
    with pytest.raises(Refused, match="your own"):
        actions.support(suggestion, by=meals.ada)
    with pytest.raises(Refused, match="Only members"):
        actions.support(suggestion, by=Viewer(id=meals.cast.bola))
    actions.withdraw(suggestion, by=meals.ada)
    with pytest.raises(Refused, match="withdrawn already"):
        actions.support(suggestion, by=meals.dilys)


def test_the_log_does_not_say_who(meals):
    actions.support(meals.suggest(), by=meals.emrys)
    event = db.session.query(Event).filter_by(name="suggestion.supported").one()

    assert (event.actor_id, event.detail) == (None, {})


def test_the_pages_show_a_number_and_no_name(app, cast, sign_in, football):
    ada, bola, hari = sign_in(cast.ada), sign_in(cast.bola), sign_in(cast.hari)
    topic = {"asks_for": "topic", "title": "Roads", "text": "Who mends them?"}
    url = ada.post("/suggestions", topic).headers["Location"]

    bola.post(f"{url}/support")
    assert "1 member supports this." in hari.get(url).text
    assert "Bola" not in hari.get(url).text
    assert "You support this" in bola.get(url).text
    assert "1 member supports this." in hari.get("/suggestions").text
    bola.post(f"{url}/support", status=422)
    bola.post(f"{url}/unsupport")
    assert "supports this" not in hari.get("/suggestions").text
    ada.post(f"{url}/support", status=422)


@pytest.mark.parametrize("outcome", ["was taken into the wiki", "was not taken into the wiki"])
def test_supporters_are_told_what_became_of_it(meals, outcome):
    suggestion, other = meals.suggest(), meals.suggest(title="Another")
    actions.support(suggestion, by=meals.emrys)
    actions.support(other, by=Viewer(id=meals.cast.bola, on_roll=True))
    if "not" in outcome:
        actions.decline(suggestion, "unreadable", "Which children?", by=meals.dilys)
    else:
        actions.accept(suggestion, by=meals.dilys)

    letters = told()
    assert letters.keys() == {"ada@demo.example", "emrys@demo.example"}
    assert (
        f"“Hungry children cannot learn”, which you support, {outcome}."
        in (letters["emrys@demo.example"])
    )


def test_a_member_finds_what_they_support_in_their_account(cast, sign_in):
    ada, bola, hari = sign_in(cast.ada), sign_in(cast.bola), sign_in(cast.hari)
    topic = {"asks_for": "topic", "title": "Roads", "text": "Who mends them?"}
    bola.post(ada.post("/suggestions", topic).headers["Location"] + "/support")

    assert "What you support" in bola.get("/account").text
    assert "Roads" in bola.get("/account").text
    assert "What you support" not in hari.get("/account").text
