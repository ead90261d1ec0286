"""A member suggests, an editor decides, the member sees it: through the pages."""

import pytest
import sqlalchemy as sa

from core.db import db
from tests.wiki.conftest import EDITOR
from wiki import actions
from wiki.models import Argument, Option, Suggestion, Topic


@pytest.fixture
def option_id(app, football):
    with app.app_context():
        return db.session.scalar(sa.select(Option.id))


def argument(option_id, **more):
    return {
        "asks_for": "argument",
        "option": option_id,
        "side": "against",
        "title": "Pitches are needed for hockey",
        "text": "Ours is.",
        **more,
    }


def first_suggestion(app):
    with app.app_context():
        return db.session.scalar(sa.select(Suggestion))


def test_a_point_goes_from_a_member_into_the_wiki_and_they_see_it(
    app, cast, sign_in, football, option_id
):
    ada, dilys = sign_in(cast.ada), sign_in(cast.dilys)
    topic = f"/topics/{football}-football-in-primary-schools"
    assert f"option={option_id}&amp;side=against" in ada.get(topic).text

    first = ada.get(f"/suggestions/new?asks_for=argument&option={option_id}&side=against")
    assert "What is the argument against" in first.text
    second = ada.get(
        f"/suggestions/new?asks_for=argument&option={option_id}&side=against&title=Pitches+cost"
    )
    assert 'value="Pitches cost"' in second.text
    sent = ada.post("/suggestions", argument(option_id))
    assert "waits for an editor" in ada.follow(sent).text
    assert "Pitches are needed for hockey" in dilys.get("/suggestions").text
    assert "1 suggestion waiting for an editor" in dilys.get(topic).text

    url = sent.headers["Location"]
    dilys.get(url)
    dilys.post(f"{url}/claim")
    assert "Dilys Morgan is reading it now" in ada.get(url).text
    taken = dilys.post(
        f"{url}/accept", {"title": "Pitches are needed for hockey", "text": "Ours is."}
    )
    assert "From <bdi>Ada Okafor</bdi>" in dilys.follow(taken).text

    assert "Your point was included" in ada.get("/account").text
    assert "Arguments against (1)" in ada.get(topic).text
    assert "accepted" in ada.get("/suggestions?show=decided").text
    assert "Your point was included" in ada.get(url).text
    assert "The point was included" in dilys.get(url).text


def test_a_refused_form_keeps_what_was_typed(app, cast, sign_in, option_id):
    ada = sign_in(cast.ada)
    page = ada.post("/suggestions", argument(option_id, side="", title="x" * 181), status=422)

    assert "Choose for or against." in page.text
    assert "Use at most 180 characters." in page.text
    assert "Ours is." in page.text
    assert first_suggestion(app) is None


def test_a_member_can_ask_not_to_be_named(app, cast, sign_in, option_id):
    ada, dilys = sign_in(cast.ada), sign_in(cast.dilys)
    url = ada.post("/suggestions", argument(option_id, anonymous="y")).headers["Location"]

    assert "Ada" not in dilys.get(url).text
    page = dilys.follow(dilys.post(f"{url}/accept", {"title": "Hockey needs pitches", "text": ""}))
    assert "From <bdi>a member</bdi>" in page.text


def test_declining_through_the_page_needs_a_reason_and_a_sentence(app, cast, sign_in, option_id):
    ada, dilys = sign_in(cast.ada), sign_in(cast.dilys)
    url = ada.post("/suggestions", argument(option_id)).headers["Location"]

    page = dilys.post(f"{url}/decline", {"reply": "No."}, status=422)
    assert "Choose the reason from the list." in page.text
    here = {"what": "same", "note": "It is there."}
    page = dilys.post(f"{url}/elsewhere", here, status=422)
    assert "Give the address of that page" in page.text
    assert "It is there." in page.text
    page = dilys.post(f"{url}/elsewhere", {**here, "there": "/topics/999"}, status=422)
    assert "There is no page" in page.text
    dilys.post(f"{url}/decline", {"reason": "unreadable", "reply": "Which pitches?"})
    assert "We could not understand it. Which pitches?" in ada.get("/account").text
    dilys.post(f"{url}/accept", {"title": "x", "text": ""}, status=422)


def test_readers_cannot_decide_and_visitors_are_asked_to_sign_in(
    app, cast, sign_in, browser, option_id
):
    ada = sign_in(cast.ada)
    url = ada.post("/suggestions", argument(option_id)).headers["Location"]

    ada.post(f"{url}/accept", {"title": "x", "text": ""}, status=403)
    assert "Decide" not in ada.get(url).text
    assert (
        browser.client.get("/suggestions/new?option=1").headers["Location"].startswith("/sign-in")
    )
    ada.post(f"{url}/withdraw")
    assert "Withdrawn" in browser.get(url).text
    ada.get("/suggestions/new?asks_for=nonsense", status=404)
    ada.get("/suggestions/new?asks_for=option", status=404)


def test_a_better_wording_shows_its_changes_and_says_when_the_text_has_moved_on(
    app, cast, sign_in, football
):
    with app.app_context():
        topic = db.session.get(Topic, football)
        actions.edit(topic, {"text": "We play on grass."}, by=EDITOR, base=1)
        db.session.commit()
    ada, dilys = sign_in(cast.ada), sign_in(cast.dilys)
    form = ada.get(f"/suggestions/new?asks_for=wording&topic={football}")
    assert "We play on grass." in form.text
    target = {"asks_for": "wording", "topic": football, "base": 2}
    url = ada.post(
        "/suggestions", {**target, "text": "We play on sand.", "reason": "Grass is rare."}
    ).headers["Location"]
    assert "<ins>" in dilys.get(url).text

    with app.app_context():
        topic = db.session.get(Topic, football)
        actions.edit(topic, {"text": "We play on short grass."}, by=EDITOR, base=2)
        db.session.commit()
    page = dilys.get(url).text
    assert "Two people changed the same words" in page
    assert all(f">We play on {what}.<" in page for what in ("grass", "sand", "short grass"))
    page = dilys.post(f"{url}/accept", {"as_it_is": "y"}, status=422)
    page = dilys.post(f"{url}/accept", {"text": "We play on sand.", "base": "2"}, status=422)
    assert 'type="hidden" value="3"' in page.text
    assert "We play on sand." in page.text
    dilys.post(f"{url}/accept", {"text": "We play on short sand.", "base": "3"})
    with app.app_context():
        assert db.session.get(Topic, football).text == "We play on short sand."


def test_a_topic_can_be_suggested_and_pressing_twice_sends_once(app, cast, sign_in):
    ada, dilys = sign_in(cast.ada), sign_in(cast.dilys)
    ada.get("/suggestions/new?asks_for=topic")
    ada.get("/suggestions/new?asks_for=topic&title=Roads")
    secrets = ada._secrets()
    sent = {**secrets, "asks_for": "topic", "title": "Roads", "text": "Nobody writes about them."}
    first = ada.client.post("/suggestions", data=sent)
    again = ada.client.post("/suggestions", data=sent)

    assert first.headers["Location"] == again.headers["Location"]
    url = first.headers["Location"]
    became = dilys.post(f"{url}/accept", {"title": "Roads", "text": "Nobody wrote."})
    assert "Roads" in dilys.follow(became).text
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Suggestion)) == 1
        assert db.session.scalar(sa.select(Argument.id)) is None
