"""A member's own words for an option: theirs alone, noted upon by editors, never changed."""

import pytest
import sqlalchemy as sa

from core.db import db
from tests.wiki.conftest import EDITOR
from wiki import actions
from wiki.models import Option, OwnWords, Revision


@pytest.fixture
def option(app, cast, football):
    """Id of an option that Ada has argued for and Bola against."""
    with app.app_context():
        made = db.session.scalar(sa.select(Option))
        for side, who in (("for", cast.ada), ("against", cast.bola)):
            actions.add_argument(made, side, f"One {side}.", by=EDITOR, author_id=who)
        db.session.commit()
        return made.id


def page_of(browser, football):
    return browser.get(f"/topics/{football}-football-in-primary-schools").text


def write(person, option, words="We *want* it.", **more):
    return person.post(f"/options/{option}/own-words", {"text": words, **more})


def test_who_argued_for_it_writes_and_the_words_stand_on_the_page_at_once(
    browser, cast, sign_in, football, option
):
    ada = sign_in(cast.ada)
    assert "up to 150 words" in ada.get(f"/options/{option}/own-words").text

    ada.follow(write(ada, option))

    page = page_of(browser, football)
    assert "In their own words" in page
    assert "We <em>want</em> it." in page
    assert "<bdi>Ada Okafor</bdi>" in page
    assert "We <em>want</em> it." in browser.get(f"/topics/{football}/own-words").text


def test_who_does_not_stand_for_it_is_told_what_to_do_first(cast, sign_in, option):
    bola = sign_in(cast.bola)

    assert "Suggest an argument for it first" in bola.get(f"/options/{option}/own-words").text
    refused = bola.post(f"/options/{option}/own-words", {"text": "I am against."}, status=422)
    assert "Suggest an argument for it first" in refused.text


def test_the_proposer_writes_and_stands_first(app, browser, cast, sign_in, football, option):
    with app.app_context():
        db.session.get(Option, option).author_id = cast.gwen
        db.session.commit()
    write(sign_in(cast.ada), option, "Second.")
    write(sign_in(cast.gwen), option, "First.")

    page = page_of(browser, football)
    assert "who proposed it" in page
    assert page.index("First.") < page.index("Second.")


def test_more_than_150_words_are_refused_and_kept_in_the_form(cast, sign_in, option):
    answer = sign_in(cast.ada).post(
        f"/options/{option}/own-words", {"text": "word " * 151}, status=422
    )

    assert "You wrote 151 words; the most is 150." in answer.text
    assert "word word" in answer.text


def test_no_editor_can_change_them_only_put_a_note_beside_them(
    app, browser, cast, sign_in, football, option
):
    own = write(sign_in(cast.ada), option).headers["Location"]
    dilys = sign_in(cast.dilys)
    noted = {"note": "The figure is of 2019.", "text": "Changed by an editor."}

    dilys.follow(dilys.post(f"{own}/note", noted))
    answer = dilys.post(f"/options/{option}/own-words", {"text": "Changed."}, status=422)
    assert "Suggest an argument for it first" in answer.text
    dilys.post(f"{own}/withdrawal", status=422)

    page = page_of(browser, football)
    assert "We <em>want</em> it." in page
    assert "The figure is of 2019." in page
    assert "Changed" not in page
    with app.app_context():
        of_kind = sa.select(Revision).where(Revision.subject_kind == "own_words")
        kept = db.session.scalars(of_kind.order_by(Revision.id))
        assert [revision.words["note"] for revision in kept] == ["", "The figure is of 2019."]


def test_written_anew_they_keep_what_they_said_before(app, browser, cast, sign_in, option):
    ada = sign_in(cast.ada)
    write(ada, option, "As I said first.")
    own = write(ada, option, "As I say now.", anonymous="y").headers["Location"]

    page = browser.get(own)
    assert "As I said first." in page.text
    assert "Ada Okafor" not in page.text
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(OwnWords.id))) == 1


def test_taken_back_they_leave_the_page_and_stay_in_their_history(
    browser, cast, sign_in, football, option
):
    ada = sign_in(cast.ada)
    own = write(ada, option).headers["Location"]
    page_of(browser, football)

    ada.post(f"{own}/withdrawal")

    assert "In their own words" not in page_of(browser, football)
    assert "has taken them off the page" in browser.get(own).text
    assert "We *want* it." in browser.get(own).text


def test_three_of_an_option_stand_on_the_topic_page_and_the_others_a_link_away(
    app, browser, cast, football, option
):
    with app.app_context():
        made = db.session.get(Option, option)
        for n, who in enumerate((cast.bola, cast.chen, cast.gwen, cast.hari, cast.stella)):
            db.session.add(
                OwnWords(
                    topic_id=football,
                    option_id=option,
                    author_id=who,
                    text=f"Number {n}.",
                    html=f"<p>Number {n}.</p>",
                    written_at=made.added_at,
                )
            )
        db.session.commit()

    page = page_of(browser, football)
    assert "Number 2." in page
    assert "Number 3." not in page
    assert "2 more on this option" in page
    assert "Number 4." in browser.get(f"/topics/{football}/own-words").text


def test_hidden_words_leave_a_tombstone_and_cannot_be_written_over(
    app, browser, cast, sign_in, football, option
):
    ada = sign_in(cast.ada)
    own = write(ada, option).headers["Location"]
    with app.app_context():
        row = db.session.scalar(sa.select(OwnWords))
        row.hidden_at, row.hidden_because = row.written_at, "Hidden: personal attack (rule 2)."
        db.session.commit()

    for page in (page_of(browser, football), browser.get(own).text):
        assert "personal attack" in page
        assert "want" not in page.split("<main")[1]
    answer = ada.post(f"/options/{option}/own-words", {"text": "Again."}, status=422)
    assert "Moderators have hidden your words" in answer.text


def test_when_options_are_merged_the_words_go_along_and_say_what_they_were_written_for(
    app, browser, cast, sign_in, football, option
):
    write(sign_in(cast.ada), option)
    with app.app_context():
        old = db.session.get_one(Option, option)
        into = actions.add_option(old.topic, "Three hours a week", by=EDITOR)
        old.archived_at, old.merged_into_id = old.added_at, into.id
        db.session.commit()

    page = page_of(browser, football).split("In their own words")[2]
    assert "Three hours a week" in page
    assert "for “Two hours a week”" in page
