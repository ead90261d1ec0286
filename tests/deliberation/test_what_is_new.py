"""How far a member has read is kept for that member alone, and never by looking."""

from __future__ import annotations

import pytest

from core import personal
from core.db import db
from deliberation import actions
from deliberation.actions.bookmarks import read_own, read_to
from deliberation.models import Bookmark, Thread
from tests.browser import Browser


@pytest.fixture
def long_thread(app, town):
    """The address of a thread of 45 posts."""
    with app.app_context():
        thread = db.session.get_one(Thread, town.thread)
        for number in range(2, 46):
            actions.reply(thread, f"Number {number}.", by=town.bola)
        db.session.commit()
        return thread.url


def _read(person: Browser, thread: str, number: int) -> None:
    person.post(f"{thread}/bookmark", {"number": str(number)})


def test_a_press_of_a_button_says_how_far_one_has_read(sign_in, cast, long_thread):
    ada = sign_in(cast.ada)
    page = ada.get(f"{long_thread}?order=oldest").text
    assert "I have read to here" in page
    assert "since you last looked" not in page

    answer = ada.post(f"{long_thread}/bookmark", {"number": "20"})

    assert answer.location.endswith("page=2#p21")
    page = ada.get(f"{long_thread}?order=oldest").text
    assert "25 new posts since you last looked" in page
    assert "page=2#p21" in page
    assert "I have read to here" not in page


def test_the_script_marks_quietly(sign_in, cast, long_thread):
    ada = sign_in(cast.ada)
    ada.post(f"{long_thread}/bookmark", {"number": "20", "quiet": "yes"}, status=204)

    page = ada.get(f"{long_thread}?order=oldest").text
    assert "25 new posts since you last looked" in page
    assert "You have read to post" not in page


def test_nobody_else_sees_it(sign_in, cast, long_thread):
    ada, bola = sign_in(cast.ada), sign_in(cast.bola)
    _read(ada, long_thread, 20)

    ada.get(long_thread)
    assert "since you last looked" not in bola.get(long_thread).text
    assert "since you last looked" not in bola.get("/forums").text


def test_lists_say_what_is_new_and_lead_to_it(sign_in, cast, town, long_thread):
    ada = sign_in(cast.ada)
    _read(ada, long_thread, 44)
    for page in ("/forums", f"/forums/topic/{town.topic}"):
        assert "1 new post since you last looked" in ada.get(page).text

    mine = ada.get("/forums/unread").text
    assert "Who pays for it?" in mine
    assert "page=3#p45" in mine
    _read(ada, long_thread, 45)
    assert "Nothing is new" in ada.get("/forums/unread").text
    assert "since you last looked" not in ada.get("/forums").text.replace("Since", "")


def test_looking_alone_marks_nothing(app, sign_in, cast, long_thread):
    ada = sign_in(cast.ada)
    for page in (long_thread, f"{long_thread}?page=3&order=oldest", "/forums/unread", "/forums"):
        ada.get(page)

    with app.app_context():
        assert db.session.query(Bookmark).count() == 0


def test_it_never_goes_back_and_never_beyond_the_newest_post(inside, town, long_thread):
    thread = db.session.get_one(Thread, town.thread)
    for number in (20, 5, 999, -1):
        read_to(thread, number, town.ada)

    assert db.session.query(Bookmark).one().number == 45


@pytest.mark.parametrize(
    ("before", "seen", "after"),
    [
        (0, 45, 46),  # had read to the end
        (0, 20, 20),  # wrote below the first page
        (45, 0, 46),  # had read it all before
        (30, 20, 30),  # has read further already
        (20, 0, 20),  # the posts between are still new
        (0, 0, 46),  # first sign of life here: new is what comes now
    ],
)
def test_ones_own_post_is_no_news(inside, town, long_thread, before, seen, after):
    thread = db.session.get_one(Thread, town.thread)
    read_to(thread, before, town.ada)
    post = actions.reply(thread, "Mine.", by=town.ada)
    read_own(thread, post.number, seen, town.ada)

    assert db.session.query(Bookmark).one().number == after


def test_a_reply_marks_what_stood_above_it_as_read(sign_in, cast, long_thread):
    ada = sign_in(cast.ada)
    ada.post(f"{long_thread}/posts", {"text": "Mine.", "seen": "45"})

    assert "since you last looked" not in ada.get(long_thread).text


def test_what_was_taken_from_sight_is_no_news(app, sign_in, cast, town, long_thread):
    ada = sign_in(cast.ada)
    _read(ada, long_thread, 44)
    with app.app_context():
        db.session.get_one(Thread, town.thread).hidden_at = db.session.get_one(
            Thread, town.thread
        ).started_at
        db.session.commit()

    assert "Nothing is new" in ada.get("/forums/unread").text


def test_a_thread_can_be_let_go(sign_in, cast, long_thread):
    ada = sign_in(cast.ada)
    _read(ada, long_thread, 20)
    ada.post(f"{long_thread}/bookmark/removal", {})

    assert "Nothing is new" in ada.get("/forums/unread").text


def test_it_is_part_of_a_members_own_data_and_erased_with_the_account(inside, town, long_thread):
    read_to(db.session.get_one(Thread, town.thread), 20, town.ada)
    held = personal.held_about(town.ada.id)["bookmarks"]
    assert [(one["thread"], one["read_up_to"]) for one in held] == [(town.thread, 20)]

    personal.erase(town.ada.id)

    assert db.session.query(Bookmark).count() == 0
