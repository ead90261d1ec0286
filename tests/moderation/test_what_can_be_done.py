"""Every action that stewards can take: what it does, who reads what, and how it is undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import IntegrityError

from accounts import restrictions
from accounts.rules import Role
from core import clock
from core.clock import now
from core.db import db
from deliberation.models import Post, Thread
from moderation.models import Case, Decision
from tests import make, scenes
from tests.browser import Browser
from tests.make import Cast
from tests.moderation.conftest import Office, People, Place, report

SLOT = "You cannot write here until"


@pytest.fixture
def talk(app: Flask, cast: Cast, place: Place) -> dict[str, int]:
    """A discussion of Bola with two posts of Bola's and one of Ada's, and another to move to."""
    with app.app_context():
        return scenes.lay("talk", lambda: _talk(cast, place))


def _talk(cast: Cast, place: Place) -> dict[str, int]:
    threads = [
        Thread(
            title=title,
            asks="discussion",
            topic_id=place.topic,
            author_id=cast.bola,
            started_at=now(),
            active_at=now(),
            posts=posts,
        )
        for title, posts in (("Late buses", 3), ("Bus stops", 0))
    ]
    db.session.add_all(threads)
    db.session.flush()
    posts = [
        Post(
            thread_id=threads[0].id,
            number=number,
            author_id=author,
            text=words,
            html=f"<p>{words}</p>",
            written_at=now(),
        )
        for number, author, words in (
            (1, cast.bola, "The stops are too far apart."),
            (2, cast.ada, "Are they?"),
            (3, cast.bola, "Much too far, you fool."),
        )
    ]
    db.session.add_all(posts)
    db.session.flush()
    return {
        "thread": threads[0].id,
        "other": threads[1].id,
        "first": posts[0].id,
        "second": posts[1].id,
        "third": posts[2].id,
    }


def act(browser: Browser, case: Case, action: str, status: int = 303, **sent: object) -> str:
    """Decide a case with any fields; the page that answers."""
    fields = {"version": case.version, "action": action, "words": "So it is.", **sent}
    return browser.post(f"/cases/{case.id}/decisions", fields, status=status).text


def second(browser: Browser, case: Case) -> None:
    browser.post(f"/cases/{case.id}/seconds", {"version": case.version, "agrees": "yes"})


def reported(people: People, office: Office, post_id: int, reason: str = "personal_abuse") -> Case:
    report(people.dilys, "post", post_id, reason)
    return office.newest()


def overturn(people: People, office: Office, steward: Browser, decision_id: int) -> None:
    """Bola appeals against a decision, and this steward reverses it."""
    people.bola.post(f"/decisions/{decision_id}/appeals", {"words": "Look again."})
    case = office.newest()
    assert case.kind == "appeal"
    sent = {"version": case.version, "action": "overturn", "words": "It was wrong."}
    steward.post(f"/cases/{case.id}/judgements", sent)


def test_a_label_stands_beside_a_post_until_an_appeal_takes_it_away(
    people: People, talk: dict[str, int], office: Office
) -> None:
    case = reported(people, office, talk["third"], "off_topic")
    assert "Choose a label" in act(people.chen, case, "label", 422, reason="off_topic")
    act(people.chen, case, "label", reason="off_topic", label="source_asked")

    assert "A source is asked for" in people.eve.get(f"/threads/{talk['thread']}").text
    assert "A label stands beside it" in office.mail()["bola@demo.example"]

    overturn(people, office, people.stella, 1)

    assert "A source is asked for" not in people.eve.get(f"/threads/{talk['thread']}").text


def test_an_argument_bears_its_label_too(people: People, place: Place, office: Office) -> None:
    report(people.ada, "argument", place.argument, "off_topic")
    act(people.chen, office.newest(), "label", reason="off_topic", label="disputed")

    assert "Disputed: see the replies" in people.eve.get(f"/topics/{place.topic}-buses").text


def test_posts_move_into_another_discussion_with_a_link_on_both_sides(
    people: People, talk: dict[str, int], office: Office
) -> None:
    case = reported(people, office, talk["first"], "off_topic")
    wrong = act(people.chen, case, "move", 422, reason="off_topic", into="1", posts="2")
    assert "Not by the same author in this discussion: post 2" in wrong
    act(
        people.chen,
        case,
        "move",
        reason="off_topic",
        into=f"/threads/{talk['other']}",
        posts="3",
    )

    left = people.eve.get(f"/threads/{talk['thread']}").text
    came = people.eve.get(f"/threads/{talk['other']}").text
    assert "Moved by moderators" in left
    assert "Read it there" in left
    assert "too far apart" not in left
    assert "too far apart" in came
    assert "Where it was written" in came
    assert "with 1 further post" in people.bola.get("/decisions/1").text

    overturn(people, office, people.stella, 1)

    assert "too far apart" in people.eve.get(f"/threads/{talk['thread']}").text
    assert "too far apart" not in people.eve.get(f"/threads/{talk['other']}").text


def test_a_post_is_split_off_into_a_new_discussion(
    people: People, talk: dict[str, int], office: Office
) -> None:
    case = reported(people, office, talk["third"], "off_topic")
    assert "how a new one is called" in act(people.chen, case, "move", 422, reason="off_topic")
    act(people.chen, case, "move", reason="off_topic", title="How far is far?")

    with office.open():
        made = db.session.scalars(sa.select(Thread).order_by(Thread.id.desc())).first()
        assert made is not None
        assert (made.title, made.posts, made.origin_id) == ("How far is far?", 1, talk["thread"])


def test_the_author_changes_what_was_hidden_and_a_steward_shows_it(
    people: People, talk: dict[str, int], office: Office
) -> None:
    case = reported(people, office, talk["third"])
    act(people.chen, case, "ask_author_to_edit", reason="personal_abuse")
    thread = f"/threads/{talk['thread']}"
    assert "until its author has changed it" in people.eve.get(thread).text
    assert "Much too far, you fool." in people.bola.get("/decisions/1").text

    same = people.bola.post("/decisions/1/mended", {"text": "Much too far, you fool."}, status=422)
    assert "You have changed nothing yet" in same.text
    people.ada.post("/decisions/1/mended", {"text": "Mine now."}, status=404)
    people.bola.post("/decisions/1/mended", {"text": "Much too far."})
    again = office.newest()
    assert again.aspect == "mended:1"
    assert "Much too far." not in people.eve.get(thread).text
    act(people.stella, again, "release")

    assert "Much too far." in people.eve.get(thread).text
    with office.open():
        assert db.session.get_one(Post, talk["third"]).edited_at is not None


def test_a_mended_post_may_be_shown_at_once(
    people: People, talk: dict[str, int], office: Office
) -> None:
    case = reported(people, office, talk["third"])
    act(people.chen, case, "ask_author_to_edit", reason="personal_abuse", at_once="y")

    people.bola.post("/decisions/1/mended", {"text": "Much too far."})

    assert "Much too far." in people.eve.get(f"/threads/{talk['thread']}").text
    assert office.newest().id == case.id


def test_a_warning_changes_nothing_but_is_told_and_in_the_log(
    people: People, talk: dict[str, int], office: Office
) -> None:
    case = reported(people, office, talk["third"])
    act(people.chen, case, "no_action", reason="personal_abuse", author="warn")

    assert "This is a warning" in office.mail()["bola@demo.example"]
    assert "Author warned" in people.eve.get("/log").text
    assert "decided about the person" in office.mail()["dilys@demo.example"]
    assert "warning" not in office.mail()["dilys@demo.example"]


def test_a_day_without_writing_takes_one_steward_and_ends_by_itself(
    people: People, talk: dict[str, int], office: Office
) -> None:
    case = reported(people, office, talk["third"])
    act(people.chen, case, "hide", reason="personal_abuse", author="posting_pause:24")

    write = f"/threads/{talk['thread']}/posts"
    refused = people.bola.post(write, {"text": "But I say so."}, status=422).text
    assert SLOT in refused
    assert "But I say so." in refused
    assert "personal abuse (rule 1)" in refused
    people.ada.post(write, {"text": "I may."})
    with clock.freeze(now() + timedelta(hours=25)):
        people.bola.post(write, {"text": "I may again."})


def test_a_longer_pause_and_a_suspension_take_two_of_different_clps(
    people: People, talk: dict[str, int], office: Office, cast: Cast
) -> None:
    case = reported(people, office, talk["third"])
    act(people.chen, case, "hide", reason="personal_abuse", author="suspend")
    assert office.newest().state == "awaiting_second"
    with office.open():
        assert restrictions.standing_of(cast.bola) is None

    second(people.stella, office.newest())

    with office.open():
        standing = restrictions.standing_of(cast.bola)
        assert standing is not None
        assert standing.until is None
        decision = db.session.scalars(sa.select(Decision).where(Decision.action == "suspend")).one()
        decision.second_clp_id = decision.first_clp_id
        with pytest.raises(IntegrityError):
            db.session.flush()
        db.session.rollback()


def test_an_appeal_lifts_a_pause_at_once(
    people: People, talk: dict[str, int], office: Office, cast: Cast
) -> None:
    case = reported(people, office, talk["third"])
    act(people.chen, case, "hide", reason="personal_abuse", author="posting_pause:24")

    overturn(people, office, people.stella, 2)

    with office.open():
        assert restrictions.standing_of(cast.bola) is None
    people.bola.post(f"/threads/{talk['thread']}/posts", {"text": "I may."})


def test_the_steward_of_a_clp_cannot_pause_for_longer_than_a_day(
    app: Flask, people: People, cast: Cast, office: Office, sign_in: Callable[[int], Browser]
) -> None:
    with office.open():
        make.grant(cast.gwen, Role.STEWARD, cast.ashford)
        thread = Thread(
            title="Ours",
            asks="discussion",
            clp_id=cast.ashford,
            author_id=cast.bola,
            started_at=now(),
            active_at=now(),
            posts=1,
        )
        db.session.add(thread)
        db.session.flush()
        post = Post(
            thread_id=thread.id, number=1, author_id=cast.bola, text="Fools.", written_at=now()
        )
        db.session.add(post)
        db.session.commit()
        post_id = post.id
    gwen = sign_in(cast.gwen)
    case = reported(people, office, post_id)

    for author in ("posting_pause:72", "posting_pause:168", "suspend"):
        told = act(gwen, case, "no_action", 422, reason="personal_abuse", author=author)
        assert "for 24 hours" in told
    act(gwen, case, "hide", reason="personal_abuse", author="posting_pause:24")

    assert office.newest().state == "awaiting_second"  # a CLP's own steward hides no abuse alone


def test_a_discussion_is_slowed_or_closed_and_an_appeal_opens_it(
    people: People, talk: dict[str, int], office: Office
) -> None:
    case = reported(people, office, talk["third"], "spam")
    act(people.chen, case, "hide", reason="spam", discussion="lock_thread")
    thread = f"/threads/{talk['thread']}"
    assert "Moderators closed it" in people.eve.get(thread).text
    people.ada.post(f"{thread}/posts", {"text": "May I?"}, status=422)

    overturn(people, office, people.stella, 2)
    people.ada.post(f"{thread}/posts", {"text": "May I?"})

    case = reported(people, office, talk["second"], "harassment")
    act(people.chen, case, "no_action", reason="harassment", discussion="slow_mode")
    with office.open():
        assert db.session.get_one(Thread, talk["thread"]).turns_until is not None


def test_what_goes_against_somebody_wants_a_rule(
    people: People, talk: dict[str, int], office: Office
) -> None:
    case = reported(people, office, talk["third"])
    for sent in (
        {"action": "hide"},
        {"action": "no_action", "author": "warn"},
        {"action": "no_action", "discussion": "lock_thread"},
    ):
        fields = {"version": case.version, "words": "So.", "reason": "", **sent}
        told = people.chen.post(f"/cases/{case.id}/decisions", fields, status=422).text
        assert "Choose the rule" in told
    for hostile in ("\x00", "9" * 400, "é" * 300, "-1"):
        fields = {"version": case.version, "words": "So.", "reason": "spam", "action": "move"}
        people.chen.post(f"/cases/{case.id}/decisions", {**fields, "into": hostile}, status=422)
        people.chen.post(f"/cases/{case.id}/decisions", {**fields, "posts": hostile}, status=422)
    assert office.newest().state == "open"
