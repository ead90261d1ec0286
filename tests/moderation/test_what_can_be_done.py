"""Every action that stewards can take: what it does, who reads what, and how it is undone."""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa
from flask import Flask

from core.db import db
from deliberation.models import Post, Thread
from moderation.effects import hide
from moderation.models import Case, Decision
from moderation.rules.acting import Acts, Hat, Step, why_not_step
from moderation.rules.cases import Action
from moderation.rules.reasons import Reason
from tests.moderation.conftest import Office, People, Place, report
from tests.moderation.doing import act, overturn, reported


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


def test_nobody_is_asked_again_before_they_have_changed_what_they_were_asked_to() -> None:
    """Two cases can be about one post: what is reported as dangerous is a case of its own."""
    once_more = Step(Action.ASK_AUTHOR_TO_EDIT, Reason.PERSONAL_ABUSE)
    asked = Acts("post", takes_position=False, has_author=True, is_hidden=True, most_asked=2)
    asked = replace(asked, times_asked=1, awaits_author=True)

    assert "not done so yet" in (why_not_step(once_more, asked, Hat()) or "")
    assert why_not_step(once_more, replace(asked, awaits_author=False), Hat()) is None
    assert "1 time already" in (
        why_not_step(once_more, replace(asked, awaits_author=False, most_asked=1), Hat()) or ""
    )


def test_a_mended_post_may_be_shown_at_once(
    people: People, talk: dict[str, int], office: Office
) -> None:
    case = reported(people, office, talk["third"])
    act(people.chen, case, "ask_author_to_edit", reason="personal_abuse", at_once="y")

    people.bola.post("/decisions/1/mended", {"text": "Much too far."})

    assert "Much too far." in people.eve.get(f"/threads/{talk['thread']}").text
    assert office.newest().id == case.id


def test_what_another_decision_hides_stays_hidden_when_one_is_reversed(
    app: Flask, people: People, talk: dict[str, int], office: Office
) -> None:
    report(people.dilys, "post", talk["first"], "spam")
    act(people.chen, office.newest(), "hide", reason="spam")
    case = reported(people, office, talk["third"], "spam")
    act(people.chen, case, "hide", reason="spam", posts="1, 3")
    with app.app_context():
        latest = db.session.scalars(sa.select(Decision).order_by(Decision.id.desc())).first()
        assert latest is not None
        hide.undo(db.session.get_one(Case, latest.case_id), latest)
        db.session.commit()
        first, third = (db.session.get_one(Post, talk[name]) for name in ("first", "third"))
        assert first.hidden_at is not None
        assert third.hidden_at is None


def test_what_is_hidden_is_not_shown_before_its_author_has_changed_it(
    people: People, talk: dict[str, int], office: Office
) -> None:
    again = reported(people, office, talk["third"], "off_topic")
    with office.open():  # in the meantime, by another decision
        post = db.session.get_one(Post, talk["third"])
        post.hidden_at, post.hidden_because = post.written_at, "Hidden by moderators."
        db.session.commit()

    page = people.stella.get(f"/cases/{again.id}").text
    assert "Show it" not in page
    assert "when its author has changed it" in page
    assert "when its author has changed it" in act(people.stella, again, "release", 422)
    with office.open():
        assert db.session.get_one(Post, talk["third"]).hidden_at is not None
