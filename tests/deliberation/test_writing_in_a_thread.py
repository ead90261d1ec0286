"""Members reply; what they write is there once, under its number, and nothing typed is lost."""

import re

import sqlalchemy as sa

from accounts.models import Member
from core.db import db
from deliberation import actions
from deliberation.models import Post, Thread


def posts(town):
    return f"/threads/{town.thread}/posts"


def test_a_member_replies_and_the_post_is_on_the_page(sign_in, cast, town):
    ada = sign_in(cast.ada)

    answer = ada.post(posts(town), {"text": "The *county* pays.", "position": "for"})
    page = ada.follow(answer)

    assert answer.headers["Location"] == f"/threads/{town.thread}?order=oldest#p2"
    assert "The <em>county</em> pays." in page.text
    assert "Your post is published" in page.text


def test_everyone_can_read_it_and_a_visitor_is_asked_to_sign_in_first(browser, town):
    page = browser.get(f"/threads/{town.thread}")

    assert "<strong>wonder</strong>" in page.text
    assert "Sign in to reply" in page.text
    assert "<textarea" not in page.text


def test_a_kept_page_shows_a_new_post_at_once(sign_in, cast, town, browser):
    browser.get(f"/threads/{town.thread}")
    sign_in(cast.ada).post(posts(town), {"text": "A new thought."})

    assert "A new thought." in browser.get(f"/threads/{town.thread}").text


def test_pressing_twice_makes_one_post(app, sign_in, cast, town):
    ada = sign_in(cast.ada)
    same = {**ada._secrets(), "text": "Only once."}

    first = ada.client.post(posts(town), data=same)
    second = ada.client.post(posts(town), data=same)

    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["Location"] == second.headers["Location"]
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Post)) == 2


def test_a_post_that_is_too_long_comes_back_with_everything_typed(sign_in, cast, town):
    text = "long " * 4_001

    page = sign_in(cast.ada).post(posts(town), {"text": text, "position": "against"}, status=422)

    assert "20,004 of 20,000 characters" in page.text
    assert text.strip() in page.text
    assert re.search(r'<input checked[^>]*value="against"', page.text)


def test_an_invisible_post_is_refused(sign_in, cast, town):
    page = sign_in(cast.ada).post(posts(town), {"text": "\u200b \u2060"}, status=422)

    assert "Write your post." in page.text


def test_a_reply_to_a_post_that_is_not_there_is_refused(sign_in, cast, town):
    page = sign_in(cast.ada).post(posts(town), {"text": "Yes.", "answers": "7"}, status=422)

    assert "There is no post number 7" in page.text


def test_a_reply_leads_back_to_what_it_answers(sign_in, cast, town):
    ada = sign_in(cast.ada)
    form = ada.get("/posts/1/reply")
    assert "<strong>wonder</strong>" in form.text

    page = ada.follow(ada.post(posts(town), {"text": "The county.", "answers": "1"}))

    assert (
        'Replying to <a href="/threads/1?order=oldest#p1">#1 by <bdi>Bola Adeyemi</bdi>'
        in page.text
    )


def test_an_account_that_is_not_on_the_roll_cannot_post(app, sign_in, cast, town):
    with app.app_context():
        db.session.get_one(Member, cast.gwen).membership_number = None
        db.session.commit()
    gwen = sign_in(cast.gwen)

    assert "Only party members can post" in gwen.get(f"/threads/{town.thread}").text
    gwen.post(posts(town), {"text": "Hello."}, status=422)


def test_a_long_thread_stands_on_numbered_pages(app, browser, town):
    with app.app_context():
        thread = db.session.get_one(Thread, town.thread)
        for number in range(2, 46):
            actions.reply(thread, f"This is number {number}.", by=town.ada)
        db.session.commit()

    page = browser.get(f"/threads/{town.thread}?page=3")

    assert "(page 3 of 3)" in page.text
    assert "This is number 41." in page.text
    assert "This is number 40." not in page.text
    assert browser.get("/posts/30", status=302).headers["Location"] == (
        f"/threads/{town.thread}?order=oldest&page=2#p30"
    )
    assert (
        browser.get(f"/threads/{town.thread}?page=9", status=302)
        .headers["Location"]
        .endswith("page=3")
    )
