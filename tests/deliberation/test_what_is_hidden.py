"""A hidden post or thread leaves a tombstone under its old number; its words are gone."""

import pytest

from core import events
from core.clock import now
from core.db import db
from core.errors import Refused
from core.subjects import find
from deliberation import actions
from deliberation.models import Thread


def hide(app, kind, subject_id):
    with app.app_context():
        subject = find(kind, subject_id)
        assert subject is not None
        subject.hidden_at, subject.hidden_because = now(), "Hidden by moderators: personal attack."
        events.record(f"{kind}.hidden", subject, actor_id=None)
        db.session.commit()


def test_a_hidden_post_is_a_tombstone_at_once(app, town, browser):
    browser.get("/threads/1")
    hide(app, "post", 1)

    page = browser.get("/threads/1").text

    assert "Hidden by moderators: personal attack." in page
    assert "wonder" not in page
    assert 'id="p1"' in page
    browser.get("/posts/1/history", status=404)


def test_a_hidden_thread_is_a_tombstone_and_in_no_list(app, town, browser, cast, sign_in):
    hide(app, "thread", 1)

    page = browser.get("/threads/1").text

    assert "Hidden by moderators: personal attack." in page
    assert "Who pays for it?" not in page
    assert "Who pays for it?" not in browser.get("/forums").text
    sign_in(cast.ada).post("/threads/1/posts", {"text": "Still here?"}, status=409)


def test_a_stewards_question_is_marked_and_only_stewards_ask_it(app, town, browser):
    with app.app_context():
        thread = db.session.get_one(Thread, town.thread)
        with pytest.raises(Refused, match="Only stewards"):
            actions.ask_neutral_question(thread, "Why?", town.ada)

        actions.ask_neutral_question(thread, "What is the strongest case against it?", town.chen)
        db.session.commit()

    assert "Steward’s question to all" in browser.get("/threads/1").text
