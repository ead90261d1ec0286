"""Every kind of suggestion goes from a member's form into the wiki, without JavaScript."""

import pytest
import sqlalchemy as sa

from accounts.access import Viewer
from core.clock import now
from core.db import db
from core.errors import Refused
from tests.told import told
from tests.wiki.conftest import EDITOR, chain
from wiki import actions, rules
from wiki.models import Option, Place, Revision, Topic


@pytest.fixture
def house(meals):
    """A topic with one option and one argument, and another topic."""
    meals.argument = actions.add_argument(
        meals.option, "for", "Fed children learn", by=EDITOR, sources="Smith 2019"
    )
    (meals.other,) = chain("Poverty")
    db.session.commit()
    return meals


@pytest.fixture
def ids(app, cast):
    """The same, as numbers, for browsers: no app context may be open while they ask."""
    with app.app_context():
        topic = actions.add_topic("School meals", "Who should get one?", by=EDITOR)
        option = actions.add_option(topic, "Free meals for all", by=EDITOR)
        argument = actions.add_argument(option, "for", "Fed children learn", by=EDITOR)
        chain("Poverty")
        db.session.commit()
        return {"topic": topic.id, "option": option.id, "argument": argument.id}


def test_what_is_missing_here_offers_every_kind_in_plain_words(ids, cast, sign_in):
    ada = sign_in(cast.ada)
    abouts = [*(f"{kind}={number}" for kind, number in ids.items()), ""]
    offered = [ada.get(f"/suggestions/new?{about}").text for about in abouts]

    assert all("What is missing here?" in page for page in offered)
    for kind in rules.AsksFor:
        assert any(f"asks_for={kind}&amp;" in page for page in offered), kind
    assert f"asks_for=argument&amp;option={ids['option']}&amp;side=against" in offered[0]
    assert "asks_for=topic" in offered[3]


FORMS = {
    "evidence": ("argument", {"sources": "Jones 2024, page 7", "text": "Tests in 40 schools."}),
    "correction": ("topic", {"title": "5 %", "text": "It is 6 %.", "sources": "ONS"}),
    "place": ("topic", {"other": "Poverty", "label": "Lunch", "reason": "I looked there."}),
    "merge": ("topic", {"other": "Poverty", "reason": "The same."}),
    "split": ("option", {"text": "Primary schools, and the others."}),
    "cost": ("option", {"sort": "Cost", "who": "Councils", "amount": "£20,000 a year"}),
}


@pytest.mark.parametrize("kind", FORMS)
def test_a_form_of_each_kind_is_sent_and_shown(ids, cast, sign_in, kind):
    ada, dilys = sign_in(cast.ada), sign_in(cast.dilys)
    about, fields = FORMS[kind]
    where = {"asks_for": kind, about: ids[about]}
    ada.get(f"/suggestions/new?asks_for={kind}&{about}={where[about]}&title=x")

    ada.post("/suggestions", {**where, "text": "x" * 2001}, status=422)
    page = ada.follow(ada.post("/suggestions", {**where, **fields})).text

    assert rules.AsksFor(kind).words in page
    assert "Decide" in dilys.get("/suggestions/1").text
    assert rules.AsksFor(kind).words in dilys.get(f"/suggestions?kind={kind}").text


def test_a_source_is_added_to_those_of_its_argument(house):
    suggestion = actions.suggest(
        "evidence", by=house.ada, argument=house.argument, sources="Jones 2024\nSmith 2019"
    )
    actions.accept(suggestion, by=house.dilys)

    assert house.argument.sources == "Smith 2019\nJones 2024"
    newest = db.session.scalar(sa.select(Revision).order_by(Revision.id.desc()).limit(1))
    assert (newest.why, newest.suggestion_id) == ("Suggested by Ada Okafor", suggestion.id)


def test_evidence_and_corrections_need_a_source(house):
    for kind, about in (("evidence", {"argument": house.argument}), ("correction", {})):
        with pytest.raises(Refused, match="where we can read"):
            actions.suggest(kind, by=house.ada, title="5 %", **(about or {"topic": house.topic}))


def test_a_correction_is_written_into_the_text_by_the_editor(house):
    suggestion = actions.suggest(
        "correction", by=house.ada, topic=house.topic, title="5 %", text="6 %", sources="ONS"
    )
    with pytest.raises(Refused, match="Put the correction into the text"):
        actions.accept(suggestion, by=house.dilys)
    actions.accept(suggestion, by=house.dilys, words={"text": "It is 6 %."}, seen=1)

    assert (house.topic.text, suggestion.state) == ("It is 6 %.", "accepted")


def test_another_place_is_one_more_place(house):
    suggestion = actions.suggest(
        "place", by=house.ada, topic=house.topic, other=house.other, words={"label": "Lunch"}
    )
    actions.accept(suggestion, by=house.dilys)

    of_topic = sa.select(Place.label).where(Place.child_id == house.topic.id)
    assert list(db.session.scalars(of_topic.order_by(Place.id))) == [None, "Lunch"]
    assert suggestion.title == "School meals, under Poverty too"


def test_what_an_editor_does_by_hand_is_taken_in_with_a_link_to_where_it_stands(house):
    suggestion = actions.suggest("split", by=house.ada, option=house.option, text="Two things.")
    with pytest.raises(Refused):
        actions.accept(suggestion, by=house.dilys)
    link = f"http://localhost{house.other.url}"
    actions.accept(suggestion, by=house.dilys, words={"link": link})
    assert (suggestion.became, suggestion.state) == (house.other, "accepted")
    assert house.other.url in "".join(told().values())


def test_a_cost_is_one_more_row_among_those_of_its_option(house):
    lines = "Cost | Councils | £1 | |", "Benefit | Parents | £2.50 a day | 2027 | Treasury"
    actions.edit(house.option, {"stakes": lines[0]}, by=EDITOR, base=1)
    suggestion = actions.suggest(
        "cost", by=house.ada, option=house.option, words={"stakes": lines[1]}
    )
    actions.accept(suggestion, by=house.dilys)

    assert suggestion.title == "Benefit: Parents, £2.50 a day"
    assert house.option.stakes == "\n".join(lines)
    with pytest.raises(Refused, match="cost or a benefit"):
        actions.suggest("cost", by=house.ada, option=house.option)


def test_two_topics_are_merged_into_the_one_that_the_editor_names(house):
    suggestion = actions.suggest("merge", by=house.ada, topic=house.topic, other=house.other)
    assert suggestion.title == "School meals, and Poverty"
    (third,) = chain("Roads")
    with pytest.raises(Refused, match="one of the two topics"):
        actions.accept(suggestion, by=house.dilys, words={"link": third.url})
    became = actions.accept(suggestion, by=house.dilys)

    assert became == house.other
    assert house.topic.merged_into_id == house.other.id
    assert suggestion.state == "accepted"


def test_nothing_can_be_suggested_about_what_is_hidden_or_not_of_its_kind(app, ids, cast, sign_in):
    ada = sign_in(cast.ada)
    ada.get(f"/suggestions/new?asks_for=evidence&topic={ids['topic']}", status=404)
    ada.get(f"/suggestions/new?asks_for=place&option={ids['option']}", status=404)
    with app.app_context():
        db.session.get(Option, ids["option"]).hidden_at = now()
        db.session.commit()
    ada.get(f"/suggestions/new?asks_for=argument&option={ids['option']}", status=404)


def test_another_page_that_does_not_exist_is_said_and_nothing_typed_is_lost(ids, cast, sign_in):
    ada = sign_in(cast.ada)
    where = {"asks_for": "place", "topic": ids["topic"]}
    page = ada.post("/suggestions", {**where, "other": "Povety", "reason": "Why."}, status=422)

    assert "There is no topic “Povety”" in page.text
    assert "Why." in page.text
    itself = ada.post("/suggestions", {**where, "other": f"/topics/{ids['topic']}"}, status=422)
    assert "this page itself" in itself.text


def test_the_page_of_a_new_topic_says_who_suggested_it(house):
    suggestion = actions.suggest("topic", by=house.ada, title="Roads", topic=house.topic)
    topic = actions.accept(suggestion, by=house.dilys)
    first = db.session.scalar(
        sa.select(Revision).where(Revision.subject_kind == "topic", Revision.subject_id == topic.id)
    )

    assert isinstance(topic, Topic)
    assert first.suggestion_id == suggestion.id


def test_what_is_sent_again_begins_with_what_was_written(ids, cast, sign_in):
    ada, dilys = sign_in(cast.ada), sign_in(cast.dilys)
    argument = {"asks_for": "argument", "option": ids["option"], "side": "for"}
    ada.post("/suggestions", {**argument, "title": "Xyz", "text": "Mumble."})
    dilys.post("/suggestions/1/decline", {"reason": "unreadable", "reply": "Which children?"})

    assert "Suggest it again" in ada.get("/suggestions/1").text
    page = ada.get("/suggestions/new?again=1").text
    assert "Mumble." in page
    assert 'value="Xyz"' in page
    sign_in(cast.bola).get("/suggestions/new?again=1", status=404)


def test_the_topic_page_credits_whoever_had_a_point_taken_in(app, ids, cast, browser):
    with app.app_context():
        topic = db.session.get(Topic, ids["topic"])
        for member, named in ((cast.ada, True), (cast.bola, False), (cast.ada, True)):
            viewer = Viewer(id=member, on_roll=True)
            title = f"Answer {member}"
            made = actions.suggest("option", topic=topic, title=title, by=viewer, named=named)
            actions.accept(made, by=Viewer(id=cast.dilys, grants=EDITOR.grants))
        url = topic.url
        db.session.commit()

    page = browser.get(url).text
    assert "With points from <bdi>Ada Okafor</bdi>, <bdi>a member</bdi>." in page
    assert page.count("What is missing here?") > 4
