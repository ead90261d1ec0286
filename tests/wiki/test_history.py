"""Every revision stays readable, any two can be compared, and feeds tell of each."""

import re

import pytest

from accounts.access import Viewer
from core.db import db, statements
from tests.core.test_feeds import ATOM, read
from tests.wiki.conftest import EDITOR, chain
from wiki import actions
from wiki.models import Argument, Option, Topic


@pytest.fixture
def rewritten(app, football):
    """The football topic, three revisions old."""
    with app.app_context():
        topic = db.session.get(Topic, football)
        for number, text in ((1, "We *play* on grass."), (2, "We play on sand.")):
            actions.edit(topic, {"text": text}, by=EDITOR, base=number, why=f"Change {number}")
        db.session.commit()
    return football


def test_an_old_revision_is_shown_as_it_was_and_says_that_it_is_old(browser, rewritten):
    page = browser.get(f"/topics/{rewritten}/history/2")

    assert "This is an old revision" in page.text
    assert "We <em>play</em> on grass." in page.text
    assert "sand" not in page.text
    assert '<meta name="robots" content="noindex">' in page.text
    assert "This is the newest revision" in browser.get(f"/topics/{rewritten}/history/3").text
    browser.get(f"/topics/{rewritten}/history/4", status=404)


def test_any_two_revisions_are_compared_in_whatever_order_they_are_chosen(browser, rewritten):
    page = browser.get(f"/topics/{rewritten}/history?from=3&to=1")

    assert "From revision 1 to revision 3" in page.text
    assert 'name="from" value="1" aria-label="From revision 1" checked' in page.text
    assert "sand" in page.text


def test_an_old_revision_is_put_back_with_a_reason_unless_somebody_saved_meanwhile(
    app, cast, sign_in, rewritten
):
    dilys = sign_in(cast.dilys)
    dilys.get(f"/topics/{rewritten}/history/2")
    url = f"/topics/{rewritten}/history"
    stale = dilys.post(url, {"number": "2", "base": "2"}, status=422)
    assert "Someone saved another text" in stale.text
    dilys.post(url, {"number": "2", "base": "3", "why": "Grass it is"})

    page = dilys.get(url).text
    assert "Revision 2 put back: Grass it is" in page
    with app.app_context():
        assert db.session.get(Topic, rewritten).text == "We *play* on grass."


def test_what_is_hidden_is_in_no_revision_feed_or_list(app, browser, football):
    with app.app_context():
        option, argument = db.session.query(Option).one(), db.session.query(Argument).one()
        option.hidden_at, option.hidden_because = option.added_at, "Hidden: rule 2."
        db.session.commit()
        paths = [f"/options/{option.id}", f"/arguments/{argument.id}"]

    for path in paths:
        browser.get(f"{path}/history/1", status=404)
        browser.get(f"{path}/authors", status=404)
    for path in ("/changes", "/changes.atom", f"/topics/{football}/history.atom"):
        assert "learn better" not in browser.get(path).text


def test_own_words_of_somebody_without_a_name_are_in_no_list_of_changes(
    app, cast, sign_in, browser, football
):
    with app.app_context():
        option = db.session.query(Option).one()
        bola = Viewer(id=cast.bola, on_roll=True)
        actions.add_argument(option, "for", "Buses run", by=EDITOR, author_id=cast.bola)
        actions.speak(option, "Buses are my life.", by=bola, named=False)
        db.session.commit()

    for path in ("/changes", "/changes.atom", f"/topics/{football}/history"):
        assert "Bola" not in browser.get(path).text


def test_a_branch_tells_of_all_under_it_and_of_nothing_else(app, browser, rewritten):
    with app.app_context():
        (health,) = chain("Health")
        education = db.session.query(Topic).filter_by(title="Education").one()
        db.session.commit()
        here, there = education.id, health.id

    page = browser.get(f"/topics/{here}/changes")
    assert "Change 2" in page.text
    assert "Health" not in page.text
    assert "Change 2" not in browser.get(f"/topics/{there}/changes").text
    assert "Health" in browser.get("/changes").text
    feed = read(browser.get(f"/topics/{here}/changes.atom").text)
    assert feed.findtext(f"{ATOM}entry/{ATOM}title") == "Football in primary schools"
    assert "Change 2 (text)." in feed.findtext(f"{ATOM}entry/{ATOM}summary")
    assert "sand" in feed.findtext(f"{ATOM}entry/{ATOM}content")
    assert (
        len(read(browser.get(f"/topics/{rewritten}/history.atom").text).findall(f"{ATOM}entry"))
        == 5
    )


def test_a_feed_is_sent_again_only_when_something_changed(app, browser, rewritten):
    first = browser.get("/changes.atom")
    asked = {"If-None-Match": first.headers["ETag"]}
    assert first.mimetype == "application/atom+xml"
    assert browser.client.get("/changes.atom", headers=asked).status_code == 304
    with app.app_context():
        actions.edit(db.session.get(Topic, rewritten), {"text": "Now."}, by=EDITOR, base=3)
        db.session.commit()

    assert browser.client.get("/changes.atom", headers=asked).status_code == 200


def test_a_page_of_changes_takes_few_statements(app, browser, rewritten):
    with statements(app) as sent:
        browser.get("/changes")
        browser.get(f"/topics/{rewritten}/history")

    assert len(sent) <= 8


def test_the_topic_page_names_its_feed_and_its_feeds_are_links(browser, rewritten):
    page = browser.get(f"/topics/{rewritten}-football-in-primary-schools").text

    assert re.search(r'<link rel="alternate" type="application/atom\+xml"[^>]*changes\.atom"', page)
