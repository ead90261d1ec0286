"""Whichever way an editor gives a view other words, they say whether its sense changes."""

import pytest

from core.db import db
from tests.wiki.conftest import EDITOR
from wiki import actions
from wiki.models import Argument, Option, Removal, Suggestion

CLAIM = "Children who play learn better"


@pytest.fixture
def argument(app, cast, football):
    """Id of an argument that said something else in revision 2, and says the first again."""
    with app.app_context():
        one = db.session.query(Argument).one()
        actions.edit(one, {"claim": "Children who play learn less"}, by=EDITOR, base=1)
        actions.edit(one, {"claim": CLAIM}, by=EDITOR, base=2)
        db.session.commit()
        return one.id


def claim_of(app, argument_id):
    with app.app_context():
        return db.session.get_one(Argument, argument_id).claim


def test_an_old_revision_that_changes_the_sense_is_proposed_to_a_second_editor(
    app, cast, sign_in, argument
):
    dilys = sign_in(cast.dilys)
    url = f"/arguments/{argument}/history"
    assert "Does the sense change?" in dilys.get(f"{url}/2").text
    sent = {"number": "2", "base": "3"}
    unsaid = dilys.post(url, {**sent, "why": "A newer study"}, status=422)
    assert "Say whether the sense changes." in unsaid.text
    assert 'value="A newer study"' in unsaid.text
    unexplained = dilys.post(url, {**sent, "sense": "corrected"}, status=422)
    assert "in your own words" in unexplained.text
    made = dilys.post(url, {**sent, "sense": "corrected", "why": "A newer study"})

    assert "Revision 2 put back: A newer study" in dilys.follow(made).text
    assert claim_of(app, argument) == CLAIM
    with app.app_context():
        removal = db.session.query(Removal).one()
        assert (removal.act, removal.words["claim"]) == ("sense", "Children who play learn less")


def test_an_old_revision_of_the_same_sense_stands_at_once_and_is_looked_at_later(
    app, cast, sign_in, browser, argument
):
    sent = {"number": "2", "base": "3", "sense": "same", "why": "A slip"}
    sign_in(cast.dilys).post(f"/arguments/{argument}/history", sent)

    assert claim_of(app, argument) == "Children who play learn less"
    assert "Revision 2 put back: A slip" in browser.get("/rewordings").text


def test_a_correction_that_changes_the_sense_is_proposed_and_the_suggestion_waits(
    app, cast, sign_in, argument
):
    with app.app_context():
        option = db.session.query(Option).one().id
    ada, dilys = sign_in(cast.ada), sign_in(cast.dilys)
    about = {"asks_for": "correction", "argument": argument, "option": option}
    said = {"title": "They learn less", "text": "A study says so.", "sources": "ONS"}
    url = ada.post("/suggestions", {**about, **said}).headers["Location"]
    assert "Does the sense change?" in dilys.get(url).text
    words = {"claim": "Children who play learn less", "text": "", "sources": "ONS", "base": "3"}
    unsaid = dilys.post(f"{url}/accept", words, status=422)
    assert "Say whether the sense changes." in unsaid.text
    assert claim_of(app, argument) == CLAIM
    sense = {"sense": "corrected", "sentence": "The study is sound."}
    dilys.follow(dilys.post(f"{url}/accept", {**words, **sense}))

    assert claim_of(app, argument) == CLAIM
    with app.app_context():
        removal, suggestion = db.session.query(Removal).one(), db.session.query(Suggestion).one()
        assert (removal.words["claim"], removal.suggestion_id) == (words["claim"], suggestion.id)
        assert suggestion.state == "open"
    assert "two editors have to agree" in dilys.get(url).text
