"""Better words meet a page that has moved on: put together when they can be, never lost."""

import pytest

from core.db import db
from core.errors import Refused
from core.merging import END, NOW, SUGGESTED
from tests.wiki.conftest import EDITOR
from wiki import actions
from wiki.models import Suggestion

OLD = "Pupils play for two hours.\n\nPitches are scarce."


@pytest.fixture
def topic(app, cast, meals):
    return actions.add_topic("Football", text=OLD, summary="In short.", by=EDITOR)


def suggest(meals, topic, **words):
    return actions.suggest("wording", by=meals.ada, topic=topic, words=words, base=1)


def test_changes_in_different_places_are_both_in_the_page(meals, topic):
    suggestion = suggest(meals, topic, text=OLD.replace("two", "three"))
    actions.edit(topic, {"text": OLD.replace("scarce", "few")}, by=EDITOR, base=1)

    actions.accept(suggestion, by=meals.dilys)

    assert topic.text == "Pupils play for three hours.\n\nPitches are few."
    assert suggestion.state == "accepted"


def test_only_the_words_that_differ_are_suggested(meals, topic):
    suggestion = suggest(meals, topic, text=OLD, summary="Shorter.", title="Football")

    assert suggestion.wanted == {"summary": "Shorter."}
    with pytest.raises(Refused, match="Nothing is different"):
        suggest(meals, topic, text=OLD, title="Football")


def test_where_both_changed_the_same_words_nothing_is_lost_and_an_editor_chooses(meals, topic):
    suggestion = suggest(meals, topic, text=OLD.replace("two", "three"))
    actions.edit(topic, {"text": OLD.replace("two", "four")}, by=EDITOR, base=1)

    with pytest.raises(actions.Conflicting) as refused:
        actions.accept(suggestion, by=meals.dilys)
    (conflict,) = refused.value.merged["text"].conflicts
    assert [" two " in conflict.base, " four " in conflict.current] == [True, True]
    assert " three " in conflict.suggested
    marked = actions.proposed(suggestion)["text"]
    assert all(line in marked.split("\n") for line in (NOW, SUGGESTED, END))
    with pytest.raises(Refused, match="take out the lines"):
        actions.accept(suggestion, by=meals.dilys, words={"text": marked}, seen=2)
    actions.accept(suggestion, by=meals.dilys, words={"text": "From two to four."}, seen=2)
    assert (topic.text, suggestion.state) == ("From two to four.", "accepted_with_changes")


def test_what_is_saved_while_an_editor_writes_is_merged_into_what_they_wrote(meals, topic):
    suggestion = suggest(meals, topic, text=OLD.replace("two", "three"))
    actions.edit(topic, {"text": OLD.replace("scarce", "few")}, by=EDITOR, base=1)

    words = {"text": OLD.replace("two", "three, at least,")}
    actions.accept(suggestion, by=meals.dilys, words=words, seen=1)

    assert topic.text == "Pupils play for three, at least, hours.\n\nPitches are few."


def test_an_argument_without_detail_can_have_its_claim_said_better(meals):
    argument = actions.add_argument(meals.option, "for", "Kids eat better", by=EDITOR)
    suggestion = actions.suggest(
        "wording", by=meals.ada, argument=argument, words={"claim": "Children eat better"}
    )
    actions.accept(suggestion, by=meals.dilys)

    assert argument.claim == "Children eat better"


def test_the_form_asks_for_one_part_and_keeps_the_rest(app, cast, sign_in):
    with app.app_context():
        topic = actions.add_topic("Football", text=OLD, summary="In short.", by=EDITOR).id
        db.session.commit()
    ada = sign_in(cast.ada)
    page = ada.get(f"/suggestions/new?asks_for=wording&topic={topic}&part=summary")
    assert "In short." in page.text
    assert "Pupils play" not in page.text
    where = {"asks_for": "wording", "topic": topic, "part": "summary", "base": "1"}
    sent = ada.post("/suggestions", {**where, "summary": "Better.", "agreed": "", "disputed": ""})

    assert "Better." in ada.follow(sent).text
    with app.app_context():
        assert db.session.get(Suggestion, 1).wanted == {"summary": "Better."}
