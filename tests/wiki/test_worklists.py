"""Editors see in one place what is missing, broken, late or there twice."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.clock import freeze, now, today
from core.db import db, statements
from tests.wiki.conftest import EDITOR, chain
from wiki import actions
from wiki.models import Option, Place, ReviewDate, Topic
from wiki.queries.worklists import WORKLISTS

# Report, and what stands in it when everything below is done.
FOUND = {
    "oldest-suggestions": "Play at night",
    "overdue": "due ",
    "one-sided": "Football in primary schools: no argument against",
    "missing-sources": "Grass is slippery",
    "broken-links": "“Nowhere at all” in Football in primary schools",
    "unfiled": "Adrift",
    "empty": "Adrift",
    "duplicate-titles": "Twins",
    "mirrors": "under Resources?",
    "protected": "Dilys Morgan and Emrys Vaughan",
}


@pytest.fixture
def untidy(app, cast, football):
    """A wiki with one of everything that editors should look at, and its football topic."""
    with app.app_context():
        topic, option = db.session.get(Topic, football), db.session.query(Option).one()
        dilys, ada = (replace(EDITOR, id=one) for one in (cast.dilys, cast.ada))
        actions.edit(topic, {"text": "See [[Nowhere at all]]."}, by=EDITOR, base=1)
        actions.add_argument(option, "for", "Grass is slippery", by=EDITOR)
        chain("Twins")
        chain("Twins")
        chain("Resources for football")
        (adrift,) = chain("Adrift")
        adrift.summary = ""
        db.session.query(Place).filter_by(child_id=adrift.id).delete()
        db.session.add(ReviewDate(topic_id=football, due_on=today() - timedelta(1), months=6))
        actions.protect(topic, cast.dilys, cast.emrys, "A fight.", today(), by=dilys)
        with freeze(now() - timedelta(days=8)):
            actions.suggest("option", title="Play at night", text="", by=ada, topic=topic)
        db.session.commit()
    return football


def test_every_worklist_finds_what_it_is_for_and_says_how_much_there_is(browser, untidy):
    page = browser.get("/wiki/worklists").text
    assert ">Topics with the same title</a>: <b>2</b>" in page
    assert ">Not yet filed</a>: <b>1</b>" in page
    for key, said in FOUND.items():
        assert said in browser.get(f"/wiki/worklists/{key}").text, key

    assert FOUND.keys() <= WORKLISTS.keys()
    browser.get("/wiki/worklists/nonsense", status=404)


def test_a_tidy_wiki_has_empty_worklists(app, browser, football):
    with app.app_context():
        option = db.session.query(Option).one()
        actions.add_argument(option, "against", "No", by=EDITOR, sources="https://b.example/")
        db.session.commit()

    page = browser.get("/wiki/worklists").text
    for key in FOUND.keys() - {"mirrors"}:
        assert f'href="/wiki/worklists/{key}"' not in page
        assert WORKLISTS[key].title in page


def test_a_worklist_takes_two_statements_and_the_list_one_for_each(app, browser, untidy):
    for path, most in (("/wiki/worklists", 2 * len(WORKLISTS)), ("/wiki/worklists/unfiled", 2)):
        with statements(app) as sent:
            browser.get(path)
        assert len(sent) <= most


def test_worklists_change_with_the_wiki_and_editors_find_them_in_the_header(
    app, cast, sign_in, untidy
):
    dilys = sign_in(cast.dilys)
    assert '<a href="/wiki/worklists">Editing</a>' in dilys.get("/wiki/worklists").text
    with app.app_context():
        topic = db.session.get(Topic, untidy)
        actions.edit(topic, {"text": "See."}, by=replace(EDITOR, id=cast.dilys), base=2)
        db.session.commit()

    assert ">Broken links</a>" not in dilys.get("/wiki/worklists").text
    assert 'href="/wiki/worklists"' not in sign_in(cast.ada).get("/drafts").text
