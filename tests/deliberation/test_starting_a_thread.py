"""A thread is started from a CLP, a topic or an option, and shows where it belongs."""

import pytest

from core.clock import now
from core.db import db
from core.errors import Refused
from deliberation import actions
from deliberation.models import Thread
from deliberation.rules import Position, ThreadKind, Where
from wiki.actions import edit
from wiki.models import Option


def test_a_member_starts_one_from_an_option_in_two_steps(sign_in, cast, town):
    ada = sign_in(cast.ada)
    assert "Free meals for all" in ada.get(f"/threads/new?option={town.option}").text
    form = ada.get(f"/threads/new?option={town.option}&title=What+about+breakfast%3F")
    assert 'value="What about breakfast?"' in form.text

    answer = ada.post(
        "/threads",
        {
            "option": str(town.option),
            "title": "What about breakfast?",
            "text": "It comes first.",
            "asks": "question",
            "position": "for",
        },
    )
    page = ada.follow(answer)

    assert "What about breakfast?" in page.text
    assert f'href="/options/{town.option}"' in page.text
    assert "For it" in page.text
    assert "What about breakfast?" in ada.get(f"/forums/topic/{town.topic}").text
    assert "What about breakfast?" in ada.get("/forums").text


def test_a_refused_thread_comes_back_with_everything_typed(sign_in, cast, town):
    page = sign_in(cast.ada).post(
        "/threads", {"topic": str(town.topic), "title": "T" * 121, "text": "My words."}, status=422
    )

    assert "My words." in page.text
    assert "T" * 121 in page.text
    assert "Choose what kind of discussion this is." in page.text


def test_a_clps_forum_is_there_from_the_first_day_and_its_members_start_threads(
    sign_in, cast, town
):
    chen, ada = sign_in(cast.chen), sign_in(cast.ada)
    forum = f"/forums/clp/{town.slug}"
    assert "No discussions yet" in ada.get(forum).text
    assert "Only members of this CLP" in chen.get(forum).text

    words = {"clp": town.slug, "title": "Our hall", "text": "The roof.", "asks": "discussion"}
    refused = chen.post("/threads", words, status=422)
    ada.post("/threads", words)

    assert "Only members of this CLP can start" in refused.text
    assert "Our hall" in ada.get(forum).text
    assert "Our hall" in chen.get(forum).text
    assert "Our hall" in chen.get(f"/clps/{town.slug}").text


def test_members_from_elsewhere_are_marked(app, sign_in, cast, town):
    with app.app_context():
        where = Where(clp_id=cast.ashford)
        thread = actions.start_thread("Our hall", "The roof.", by=town.ada, where=where)
        actions.reply(thread, "We have slates.", by=town.chen)
        db.session.commit()

    page = sign_in(cast.ada).get("/threads/2").text

    assert page.count("member from elsewhere") == 1


def test_the_national_room_takes_what_belongs_nowhere_else(sign_in, cast, town):
    ada = sign_in(cast.ada)
    ada.post("/threads", {"title": "Song night", "text": "La.", "asks": "discussion"})

    assert "Song night" in ada.get("/forums/national").text
    assert "Who pays for it?" not in ada.get("/forums/national").text


def test_a_topic_being_discussed_is_in_the_list_of_topics(browser, town):
    assert "School meals" in browser.get("/forums/topics").text
    assert "Ashford Vale" in browser.get("/forums/clps?find=ashford").text


@pytest.mark.parametrize(
    ("where", "sentence"),
    [
        (Where(option_id=99), "The option you want to discuss is not there"),
        (Where(topic_id=99), "The topic you want to discuss is not there"),
        (Where(only_clp=True), "Only a discussion in a CLP"),
    ],
)
def test_a_thread_needs_a_place_that_is_there(inside, town, where, sentence):
    with pytest.raises(Refused, match=sentence):
        actions.start_thread("A title", "Words.", by=town.ada, where=where)


def test_a_side_needs_an_option_to_take_it_on(inside, town):
    with pytest.raises(Refused, match="not about one option"):
        actions.start_thread(
            "A title",
            "Words.",
            by=town.ada,
            where=Where(topic_id=town.topic),
            asks=ThreadKind.QUESTION,
            position=Position.FOR,
        )


def test_a_title_is_one_line(inside, town):
    thread = actions.start_thread(" Two\n lines ", "Words.", by=town.ada, where=Where())

    assert db.session.get_one(Thread, thread.id).title == "Two lines"


def test_a_renamed_option_has_its_new_name_in_the_thread_at_once(app, browser, town):
    assert "Free meals for all" in browser.get("/threads/1").text

    with app.app_context():
        option = db.session.get_one(Option, town.option)
        edit(option, {"title": "A hot meal for all"}, by=town.dilys, base=option.revision)
        db.session.commit()

    assert "A hot meal for all" in browser.get("/threads/1").text


def test_nothing_is_started_about_what_moderators_have_hidden(app, sign_in, cast, town):
    with app.app_context():
        db.session.get_one(Option, town.option).hidden_at = now()
        db.session.commit()

    sign_in(cast.ada).get(f"/threads/new?option={town.option}", status=404)
