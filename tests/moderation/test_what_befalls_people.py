"""What stewards do about people and whole discussions: warning, pausing, slowing, closing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import IntegrityError

from accounts import access, restrictions
from accounts.rules import Role
from core import clock
from core.clock import now
from core.db import db
from deliberation.models import Post, Thread
from moderation import effects
from moderation.models import Case, Decision
from tests import make
from tests.browser import Browser
from tests.make import Cast
from tests.moderation.conftest import Office, People
from tests.moderation.doing import SLOT, act, overturn, reported, second


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
    access.forget()
    assert "You cannot write for now" in people.bola.get("/topics").text
    assert "You cannot write for now" not in people.ada.get("/topics").text
    assert SLOT in people.bola.get("/account").text
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


def turns(office: Office, thread_id: int) -> datetime | None:
    with office.open():
        return db.session.get_one(Thread, thread_id).turns_until


def slow(people: People, talk: dict[str, int], office: Office, post: str) -> datetime | None:
    case = reported(people, office, talk[post], "harassment")
    act(people.chen, case, "no_action", reason="harassment", discussion="slow_mode")
    return turns(office, talk["thread"])


def test_turns_of_before_go_on_when_later_ones_are_undone(
    people: People, talk: dict[str, int], office: Office
) -> None:
    first = slow(people, talk, office, "third")
    with clock.freeze(now() + timedelta(hours=3)):
        assert first != slow(people, talk, office, "second")
        undo(office, 4)
        assert turns(office, talk["thread"]) == first
        undo(office, 2)
        assert turns(office, talk["thread"]) is None


def test_turns_of_before_do_not_go_on_when_they_were_undone_too(
    people: People, talk: dict[str, int], office: Office
) -> None:
    slow(people, talk, office, "third")
    with clock.freeze(now() + timedelta(hours=3)):
        later = slow(people, talk, office, "second")
        undo(office, 2)
        assert turns(office, talk["thread"]) == later
        undo(office, 4)
        assert turns(office, talk["thread"]) is None


def undo(office: Office, decision_id: int) -> None:
    """What an appeal does that reverses it."""
    with office.open():
        made = db.session.get_one(Decision, decision_id)
        assert made.action == "slow_mode"
        made.overruled_at = now()
        effects.of(made.action).undo(db.session.get_one(Case, made.case_id), made)
        db.session.commit()


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
