"""Two are kept apart, many do not fall on one unseen, and how reports are answered is public."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from accounts.access import Viewer
from accounts.apart.models import Separation
from core.clock import now
from core.db import db
from deliberation import actions
from deliberation.models import Thread
from deliberation.rules import Position, Where
from moderation import effects
from moderation.actions.sighting import remember
from moderation.detectors import Detector, Finding
from moderation.models import Case, Decision
from moderation.queries.findings import Looked
from moderation.rules.figures import Answered, figures
from moderation.rules.reasons import Reason
from notices.models import Notice
from tests import make
from tests.moderation.conftest import report

MOMENT = datetime(2026, 3, 14, tzinfo=UTC)


@pytest.fixture
def quarrel(app, cast, place):
    """The id of a thread in which Bola is answered by five others."""
    with app.app_context():
        bola = Viewer(id=cast.bola, name="Bola", clp_id=cast.ashford, on_roll=True)
        thread = actions.start_thread(
            "Who runs them?",
            "Councils.",
            by=bola,
            where=Where(option_id=place.option),
            position=Position.FOR,
        )
        for number in range(5):
            person = make.member(f"Other {number}", clp_id=cast.brambleton)
            by = Viewer(id=person.id, clp_id=cast.brambleton, on_roll=True)
            words = f"No, not number {number}."
            actions.reply(thread, words, by=by, position=Position.AGAINST, answers=1)
        db.session.commit()
        return thread.id


def test_who_is_piled_on_is_told_and_a_steward_sees_it_on_one_page(app, cast, people, quarrel):
    with app.app_context():
        finding = Finding(Detector.PILE_ON, "1", {"number": 1, "replies": 5, "people": 5})
        looked = [Looked(quarrel, [finding])]
        assert remember("thread", [quarrel], looked, now()) == 1
        assert remember("thread", [quarrel], looked, now()) == 0
        db.session.commit()
        told = db.session.scalars(sa.select(Notice).where(Notice.member_id == cast.bola)).all()
        assert [one.words.startswith("Many people have replied") for one in told].count(True) == 1
        case = db.session.scalars(sa.select(Case)).one()
        case_id = case.id
    page = people.chen.get(f"/cases/{case_id}/replies").text
    assert all(f"No, not number {number}." in page for number in range(5))
    people.ada.get(f"/cases/{case_id}/replies", status=403)


def test_two_are_kept_apart_by_a_decision_and_meet_again_on_appeal(
    app, cast, people, office, quarrel
):
    with app.app_context():
        target = db.session.get_one(Thread, quarrel)
        by = Viewer(id=cast.ada, clp_id=cast.ashford, on_roll=True)
        post_id = actions.reply(target, "You again.", by=by, answers=1).id
        db.session.commit()
    report(people.dilys, "post", post_id, "harassment")
    case = office.newest()
    people.chen.get(f"/cases/{case.id}")
    people.chen.post(
        f"/cases/{case.id}/decisions",
        {
            "version": case.version,
            "action": "no_action",
            "reason": "harassment",
            "author": "separate",
            "words": "It goes on and on.",
        },
    )
    with app.app_context():
        pair = db.session.scalars(sa.select(Separation)).one()
        assert {pair.first_id, pair.second_id} == {cast.ada, cast.bola}
        assert pair.until - pair.since == timedelta(days=30)
        made = db.session.scalars(sa.select(Decision).where(Decision.action == "separate")).one()
        assert made.until == pair.until
        effects.of("separate").undo(db.session.get_one(Case, made.case_id), made)
        db.session.commit()
        assert db.session.scalars(sa.select(Separation)).one().ended_at is not None
    assert "kept apart" in people.ada.get("/log").text
    assert "Ada" not in people.ada.get("/log").text.split("<main")[1]


def test_figures_say_nothing_of_few_and_round_the_rest():
    few = [Answered("threat", MOMENT, None, upheld=False)] * 9
    many = [
        Answered("spam", MOMENT, MOMENT + timedelta(hours=hour), upheld=hour % 3 == 0)
        for hour in range(12)
    ]
    rows = {row.reason: row for row in figures([*few, *many])}
    assert len(rows) == len(Reason) + 1
    assert rows["A threat"].reports == "fewer than 10"
    spam = next(row for row in rows.values() if row.reports == "12")
    assert (spam.hours, spam.upheld) == ("6", "35 %")
    assert rows["All reasons"].reports == "21"


def test_the_figures_are_public_and_a_file(browser, people, place):
    report(people.ada, "argument", place.argument, "personal_abuse")
    assert "fewer than 10" in browser.get("/moderation/figures").text
    lines = browser.client.get("/moderation/figures.csv").text.splitlines()
    assert lines[0] == "reason,rule,reports,median_hours_to_decision,upheld"
    assert len(lines) == len(Reason) + 2
