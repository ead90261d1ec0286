"""Members stand behind a suggestion: once each, in number only, and may take it back."""

import pytest

from accounts.access import Viewer
from core.errors import Refused
from core.events import Event
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
    from core.db import db  # noqa: PLC0415

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
