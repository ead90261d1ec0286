"""What a CLP keeps to itself is found by its members only."""

import pytest

from core import events
from core.clock import now
from core.db import db
from deliberation.models import Post, Thread
from tests.search.pages import indexed


@pytest.fixture
def thread(app, cast):
    """A thread of Ashford Vale with one post, kept to the CLP."""
    with app.app_context():
        made = Thread(
            title="Our picnic",
            asks="open",
            clp_id=cast.ashford,
            only_clp=True,
            author_id=cast.ada,
            started_at=now(),
            active_at=now(),
        )
        db.session.add(made)
        db.session.flush()
        post = Post(
            thread_id=made.id,
            number=1,
            author_id=cast.ada,
            text="Bring *quiche*.",
            written_at=now(),
        )
        db.session.add(post)
        events.record("thread.started", made, actor_id=cast.ada)
        events.record("post.written", post, actor_id=cast.ada)
        db.session.commit()
        thread_id = made.id
    indexed(app)
    return thread_id


def test_its_members_find_it_with_its_thread_named(cast, sign_in, thread):
    page = sign_in(cast.ada).get("/search?q=quiche").text
    assert "Bring <mark>quiche</mark>." in page
    assert "Our picnic" in page
    assert "Discussions (1)" in sign_in(cast.farah).get("/search?q=picnic+quiche&kind=post").text


@pytest.mark.parametrize("words", ["quiche", "picnic", "quich", "kind:post quiche"])
def test_nobody_else_learns_that_it_is_there(browser, cast, sign_in, thread, words):
    for person in (browser, sign_in(cast.chen)):
        page = person.get("/search", query_string={"q": words}).text
        assert "Nothing found" in page
        assert "Our picnic" not in page
        assert "Posts (1)" not in page


@pytest.mark.parametrize(
    "words", ["quiche by:ada", "quiche clp:ashford-vale", "quiche since:week", "quich*", "by:ada"]
)
def test_no_filter_and_no_count_beside_one_tells_others(browser, cast, sign_in, thread, words):
    assert browser.client.get("/search/suggestions?q=picnic").json == []
    for person in (browser, sign_in(cast.chen)):
        page = person.get("/search", query_string={"q": words, "clp": "ashford-vale"}).text
        told = page.partition('id="results"')[2]
        assert "picnic" not in told.lower()
        assert "Ashford" not in told
        assert "(1)" not in told


def test_a_page_of_results_is_not_kept_for_others(browser, cast, sign_in, thread):
    assert "1 result" in sign_in(cast.ada).get("/search?q=quiche").text
    assert "Nothing found" in sign_in(cast.chen).get("/search?q=quiche").text
    assert "1 result" in sign_in(cast.ada).get("/search?q=quiche").text


def test_posts_go_with_a_thread_that_is_hidden(app, cast, sign_in, thread):
    with app.app_context():
        found = db.session.get(Thread, thread)
        assert found
        found.hidden_at = now()
        events.record("thread.hidden", found, actor_id=None)
        db.session.commit()
    assert "Nothing found" in sign_in(cast.ada).get("/search?q=quiche").text
    indexed(app)
    assert "Nothing found" in sign_in(cast.ada).get("/search?q=quiche").text
