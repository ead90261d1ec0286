"""An open thread asks how many posts there are; the answer is small and current."""

from core.db import db
from deliberation import actions
from deliberation.models import Thread
from deliberation.rules import Where
from tests.browser import Browser

ASKED = "/threads/1/newest"


def test_the_number_moves_on_with_a_new_post_and_else_nothing_is_sent(app, town):
    client = app.test_client()
    first = client.get(ASKED)
    same = client.get(ASKED, headers={"If-None-Match": first.headers["ETag"]})
    with app.app_context():
        actions.reply(db.session.get_one(Thread, town.thread), "One more.", by=town.ada)
        db.session.commit()
    after = client.get(ASKED, headers={"If-None-Match": first.headers["ETag"]})

    assert (first.text, first.mimetype) == ("1", "text/plain")
    assert (same.status_code, same.data) == (304, b"")
    assert after.text == "2"


def test_asked_without_a_cookie_flask_is_not_woken(app, town, monkeypatch):
    client = app.test_client()
    client.get(ASKED)
    monkeypatch.setattr(app, "request_context", None)  # what Flask begins with

    assert client.get(ASKED).text == "1"


def test_what_a_clp_keeps_to_itself_is_told_to_its_members_only(app, town, cast, sign_in):
    with app.app_context():
        where = Where(clp_id=cast.ashford, only_clp=True)
        own = actions.start_thread("Ours", "Between us.", by=town.ada, where=where)
        db.session.commit()
        asked = f"{own.url}/newest"

    assert sign_in(cast.bola).get(asked).text == "1"
    for other in (Browser(app), sign_in(cast.chen)):
        other.get(asked, status=404)


def test_the_page_has_an_empty_status_that_nothing_depends_on(browser, town):
    page = browser.get("/threads/1").text

    assert '<p role="status" data-module="live" data-live="/threads/1/newest"' in page
