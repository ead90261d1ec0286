"""A thread is started from an argument or a post, and the two lead to each other."""

from __future__ import annotations

import pytest

from core.clock import now
from core.db import db
from core.errors import Refused
from deliberation import actions
from deliberation.models import Post, Thread
from deliberation.rules import ThreadKind, Where
from wiki.actions import add_argument
from wiki.models import Option

WORDS = {"title": "Another matter", "text": "Let us see.", "asks": "discussion"}


@pytest.fixture
def argument(app, town):
    """The id of an argument for free meals."""
    with app.app_context():
        option = db.session.get_one(Option, town.option)
        made = add_argument(option, "for", "Children learn better", "", by=town.dilys)
        db.session.commit()
        return made.id


def test_an_argument_and_the_discussion_of_it_lead_to_each_other(sign_in, cast, town, argument):
    ada = sign_in(cast.ada)
    assert "Another matter" not in ada.get(f"/arguments/{argument}").text
    assert "Children learn better" in ada.get(f"/threads/new?argument={argument}").text

    thread = ada.follow(ada.post("/threads", {**WORDS, "argument": str(argument)}))

    assert f'Started from <a href="/arguments/{argument}">' in thread.text
    assert f'href="/options/{town.option}"' in thread.text
    assert "Another matter" in ada.get(f"/arguments/{argument}").text


def test_a_post_and_the_discussion_it_set_off_lead_to_each_other(sign_in, cast, town):
    ada = sign_in(cast.ada)
    assert "Discuss apart" in ada.get(f"/threads/{town.thread}").text

    thread = ada.follow(ada.post("/threads", {**WORDS, "post": "1"}))

    assert "post 1 in “Who pays for it?”" in thread.text
    assert f'href="/options/{town.option}"' in thread.text
    assert "1 discussion started from this post" in ada.get(f"/threads/{town.thread}").text
    assert "Another matter" in ada.get("/posts/1/threads").text


def test_from_a_post_in_the_forum_of_another_clp_one_starts_outside_it(app, sign_in, cast, town):
    with app.app_context():
        thread = actions.start_thread(
            "Our hall", "Roof.", by=town.ada, where=Where(clp_id=cast.ashford)
        )
        db.session.commit()
        post_id = db.session.query(Post.id).filter_by(thread_id=thread.id).scalar()

    sign_in(cast.chen).post("/threads", {**WORDS, "post": str(post_id)})
    sign_in(cast.ada).post("/threads", {**WORDS, "post": str(post_id), "form_key": "another"})

    with app.app_context():
        made = db.session.query(Thread).filter_by(title="Another matter").order_by(Thread.id)
        assert [one.clp_id for one in made] == [None, cast.ashford]


def test_what_comes_of_a_post_kept_to_a_clp_is_kept_to_it_too(app, sign_in, cast, town):
    with app.app_context():
        where = Where(clp_id=cast.ashford, only_clp=True)
        kept = actions.start_thread("Our money", "Little.", by=town.ada, where=where)
        db.session.commit()
        post_id = db.session.query(Post.id).filter_by(thread_id=kept.id).scalar()
    sign_in(cast.chen).get(f"/threads/new?post={post_id}", status=404)
    sign_in(cast.chen).post("/threads", {**WORDS, "post": str(post_id)}, status=404)
    sign_in(cast.ada).post("/threads", {**WORDS, "post": str(post_id)})

    with app.app_context():
        made = db.session.query(Thread).filter_by(title="Another matter").one()
        assert (made.clp_id, made.only_clp) == (cast.ashford, True)
    sign_in(cast.chen).get(f"/posts/{post_id}/threads", status=404)


def test_a_private_title_does_not_leak_through_the_way_back(app, browser, cast, town):
    with app.app_context():
        where = Where(clp_id=cast.ashford, only_clp=True)
        kept = actions.start_thread("Our money", "Little.", by=town.ada, where=where)
        post = db.session.query(Post).filter_by(thread_id=kept.id).one()
        actions.start_thread("In the open", "Words.", by=town.ada, where=Where(), origin=post)
        db.session.commit()

    page = browser.get(f"/threads/{kept.id + 1}").text
    assert "In the open" in page
    assert "Our money" not in page


def test_what_moderators_have_hidden_is_not_named_as_where_a_thread_came_from(
    app, sign_in, cast, town
):
    ada = sign_in(cast.ada)
    thread = ada.post("/threads", {**WORDS, "post": "1"}).location
    with app.app_context():
        db.session.get_one(Post, 1).hidden_at = now()
        db.session.commit()

    assert "post 1 in" not in ada.get(f"{thread}?page=1").text
    ada.get("/posts/1/threads", status=404)
    ada.get("/threads/new?post=1", status=404)


@pytest.mark.parametrize("kind", [ThreadKind.PROPOSAL, ThreadKind.RESOLUTION])
def test_the_thread_of_a_proposal_cannot_be_begun_by_itself(inside, town, kind):
    with pytest.raises(Refused, match="has its discussion when it is put forward"):
        actions.start_thread("A title", "Words.", by=town.ada, where=Where(), asks=kind)


def test_nor_by_a_form_that_was_made_up(sign_in, cast, town):
    ada = sign_in(cast.ada)

    ada.post("/threads", {**WORDS, "asks": "proposal"}, status=422)
    ada.post("/threads", {**WORDS, "argument": "99"}, status=404)
    ada.post("/threads", {**WORDS, "post": "x" * 400}, status=404)
    ada.post("/threads", {**WORDS, "clp": "no\x00such"}, status=404)
