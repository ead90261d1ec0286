"""What is here already is shown to those who are about to add it again."""

from accounts.access import Viewer
from core.db import db
from search.similar import similar as like
from tests.search.pages import EDITOR, indexed, topic
from wiki import actions
from wiki.models import Option


def test_a_title_in_other_words_finds_the_topic(browser, wiki):
    page = browser.get("/search/similar?text=Free+lunches+for+every+pupil").text
    assert "Similar already here" in page
    assert "lunch</mark>" in page.lower()


def test_a_text_that_shares_one_common_word_is_not_similar(browser, wiki):
    page = browser.get("/search/similar?text=Free+helicopter+rides+over+the+mountains").text
    assert "Nothing similar is here yet." in page


def test_only_the_kinds_asked_for_are_shown(browser, wiki):
    page = browser.get("/search/similar?text=free+lunch&kind=topic").text
    assert "/options/" not in page


def test_without_a_text_there_is_only_the_question(browser, wiki):
    page = browser.get("/search/similar").text
    assert "similar is here" not in page


def similar(app, text, topic_id=None):
    with app.app_context():
        kinds = ["topic", "option", "argument", "suggestion"]
        found = like(Viewer(), text, kinds, topic_id=topic_id)
        return [(one.kind, one.topic_id) for one in found]


def test_what_is_of_the_topic_comes_first_whether_its_title_or_its_body_is_like_it(app, wiki):
    with app.app_context():
        buses = topic(wiki.buses)
        fare = actions.add_option(buses, "No fares", "Free lunch for no pupil.", by=EDITOR)
        actions.add_argument(fare, "for", "Cheaper", "Like a free lunch for pupils.", by=EDITOR)
        db.session.commit()
    indexed(app)
    text = "Free lunch for all pupils"

    assert similar(app, text)[0] == ("option", wiki.meals)
    here = similar(app, text, wiki.buses)
    assert {("option", wiki.buses), ("argument", wiki.buses)} <= set(here[:3])
    assert here[0][1] == wiki.buses
    assert ("option", wiki.meals) in here


def test_a_suggestion_that_waits_is_shown_to_whoever_is_about_to_make_it_again(app, wiki, cast):
    with app.app_context():
        ada = Viewer(id=cast.ada, on_roll=True)
        option = db.session.get(Option, wiki.free)
        actions.suggest("cost", option=option, by=ada, words={"stakes": "Cost | Cooks | £900"})
        actions.suggest("topic", title="Night trains to Fife", by=ada)
        db.session.commit()
    indexed(app)

    assert ("suggestion", None) in similar(app, "Night trains to Fife", wiki.meals)
    assert ("suggestion", wiki.meals) in similar(app, "Cost for cooks", wiki.meals)


def test_the_body_finds_what_the_title_does_not(app, wiki):
    with app.app_context():
        found = like(Viewer(), "A better day", ["topic", "option"], body="Lunch at school for all.")
        assert ("topic", wiki.meals) in {(one.kind, one.id) for one in found}
        assert like(Viewer(), "A better day", ["topic", "option"]) == []


def test_a_long_text_is_compared_by_its_rare_words(app, wiki):
    body = "When somebody reads this they would say we want a pupil fed at noon by cooks. "
    with app.app_context():
        found = like(Viewer(), "What I think", ["topic"], body=body + "A lunch costs nothing then.")
        assert [one.id for one in found] == [wiki.meals]
        assert like(Viewer(), "What I think", ["topic"], body="A helicopter for each hill.") == []


def test_a_suggestion_is_compared_by_title_and_body_before_it_is_sent(as_ada, wiki):
    sent = {
        "asks_for": "topic",
        "title": "A better day",
        "text": "Lunch at school for every pupil.",
        "look": "yes",
    }
    page = as_ada.post("/suggestions", sent, status=200).text
    assert "Similar already here" in page
    assert "School meals" in page
    assert "Lunch at school for every pupil." in page


def test_a_proposal_is_compared_by_title_and_body_before_it_is_kept(as_ada, wiki):
    sent = {"title": "A better day", "text": "Lunch at school for every pupil.", "look": "yes"}
    page = as_ada.post("/proposals", sent, status=200).text
    assert "School meals" in page
    assert 'value="A better day"' in page


def test_a_discussion_is_compared_by_title_and_body_in_its_preview(as_ada, wiki):
    sent = {"title": "A better day", "text": "Lunch at school for all.", "preview": "yes"}
    assert "Similar already here" in as_ada.post("/threads", sent, status=200).text
