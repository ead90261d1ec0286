"""Second looks: at hidden abuse, at joined cases, at what was left as it is, at held posts."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from core import clock, jobs
from core.clock import now
from core.db import db
from core.subjects import find
from deliberation.models import Post
from moderation.facts.reviewed import reviewed
from moderation.models import Decision, Report, Seat
from tests.moderation.conftest import Office, People, Place, decide, report
from tests.moderation.doing import act, reported


def test_abuse_one_steward_hid_gets_a_second_by_lot_after_a_day_and_is_back_after_two(
    people: People, place: Place, office: Office
) -> None:
    report(people.ada, "argument", place.argument, "personal_abuse")
    decide(people.chen, office.newest(), "hide", reason="personal_abuse", words="Calls fools.")

    def after(hours: float) -> tuple[bool, list[str]]:
        with clock.freeze(start + timedelta(hours=hours)), office.open():
            for name in ("moderation.lots", "moderation.lapse"):
                jobs._run_task(jobs._tasks[name])  # as the worker does
            drawn = db.session.scalars(sa.select(Seat.drawn_because).order_by(Seat.id))
            hidden = find("argument", place.argument)
            return hidden is not None and hidden.hidden_at is not None, list(drawn)

    start = now()
    assert after(23) == (True, [])
    assert after(24.1) == (True, ["second"])
    assert after(47) == (True, ["second"])
    assert after(48.1)[0] is False


def test_somebody_who_reported_two_joined_cases_stands_once_in_the_one_that_is_left(
    people: People, place: Place, office: Office
) -> None:
    for kind, number in (("argument", place.argument), ("suggestion", place.suggestion)):
        report(people.ada, kind, number, "spam", f"The {kind}.")
    report(people.dilys, "suggestion", place.suggestion, "spam")
    people.chen.post("/cases/2/joins", {"version": office.case(2).version, "other": 1})

    with office.open():
        rows = db.session.execute(sa.select(Report.case_id, Report.words).order_by(Report.id)).all()
    assert [tuple(row) for row in rows] == [
        (1, "The argument."),
        (2, "The suggestion."),
        (1, ""),
    ]
    assert office.case(2).state == "duplicate"
    assert people.chen.get("/cases/1").text.count("The argument.") >= 1


def test_a_review_that_an_appeal_reversed_settles_nothing(
    people: People, talk: dict[str, int], office: Office
) -> None:
    case = reported(people, office, talk["third"], "spam")
    act(people.chen, case, "no_action")
    with office.open():
        post = db.session.get_one(Post, talk["third"])
        assert reviewed(post) is not None
        db.session.execute(sa.update(Decision).values(overruled_at=now()))
        db.session.commit()
        assert reviewed(db.session.get_one(Post, talk["third"])) is None


def test_a_steward_opens_no_case_about_their_own_words(
    people: People, talk: dict[str, int], office: Office
) -> None:
    people.chen.post(f"/threads/{talk['thread']}/posts", {"text": "So say I, a steward."})
    with office.open():
        mine = db.session.scalars(sa.select(Post.id).order_by(Post.id.desc())).first()
    sent = {"kind": "post", "id": mine, "reason": "spam", "own": "yes"}
    told = people.chen.post("/reports", sent, status=422).text
    assert "You wrote this yourself" in told
    sent["id"] = talk["third"]
    people.chen.post("/reports", sent)
    assert office.newest().opened_by_id is not None
