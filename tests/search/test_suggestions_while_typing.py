"""Titles that go on as was typed: quick, public only, the same for everybody."""

from core.db import db
from tests.search.pages import hide, indexed
from wiki.models import Place, TopicAlias


def suggested(browser, typed):
    answer = browser.client.get("/search/suggestions", query_string={"q": typed})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return [title for title, _, _ in answer.json]


def test_titles_labels_and_titles_of_the_past_are_suggested(app, browser, wiki):
    with app.app_context():
        db.session.add(TopicAlias(slug="omnibuses", topic_id=wiki.buses, title="Omnibuses"))
        db.session.query(Place).filter_by(child_id=wiki.meals).update({"label": "Canteens"})
        db.session.commit()
    assert suggested(browser, "scho") == ["School meals"]
    assert suggested(browser, "omnib") == ["Buses"]
    assert suggested(browser, "canteens") == ["School meals"]
    assert suggested(browser, "sc") == suggested(browser, "zxq") == []


def test_a_hidden_title_is_suggested_to_nobody_at_once(app, browser, as_dilys, wiki):
    hide(app, wiki.buses)
    assert suggested(browser, "bus") == suggested(as_dilys, "bus") == []
    indexed(app)
    assert suggested(browser, "bus") == []
