"""A fifth of prompts is held back by lot, a steward gets one a day, and all are measured."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from accounts.models import Member
from core import clock
from core.db import db
from deliberation.actions import reply
from deliberation.models import Thread
from deliberation.rules import Position
from moderation.actions import holding as acts
from moderation.actions.measuring import make_surer, measure
from moderation.detectors.finding import Detector, Finding
from moderation.models import Case, Outcome, Strictness
from moderation.queries.evaluation import answered_lately
from moderation.queries.strictness import factor_of
from moderation.rules import holding
from moderation.rules.cases import CaseKind
from moderation.rules.evaluation import difference
from moderation.rules.strictness import is_sure_enough, must_rise
from tests.make import Cast
from tests.moderation.conftest import Office, People, Place
from tests.moderation.test_prompts import as_viewer, look, lopsided, prompt, prompts

__all__ = ["lopsided", "prompt"]  # fixtures
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_a_fifth_is_held_back_and_it_is_the_same_fifth_every_time():
    held = [id_ for id_ in range(10_000) if holding.is_held_back(id_, 20)]

    assert 1_900 <= len(held) <= 2_100
    assert held == [id_ for id_ in range(10_000) if holding.is_held_back(id_, 20)]
    assert not any(holding.is_held_back(id_, 0) for id_ in range(100))


def test_the_others_wait_in_order_for_a_day_with_room():
    shown: list[datetime] = []
    for _ in range(5):
        shown.append(holding.shown_from(NOON, shown, most_a_day=2))

    assert [(at - NOON).days for at in shown] == [0, 0, 1, 1, 2]


def test_nobody_gets_more_than_there_are_days_to_wait_and_the_rest_is_looked_at_again(
    lopsided: Place, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holding, "is_held_back", lambda *_: False)
    others = range(1_000, 1_030)  # 15 days of the two stewards, from the day of the second look on
    with office.open():
        for other in others:
            shown = clock.now() + timedelta(days=(other - 1_000) // 2, hours=25)
            about = {"subject_kind": "thread", "subject_id": other, "shown_from": shown}
            db.session.add(Case(kind=CaseKind.PROMPT, opened_at=NOON, due_at=shown, **about))
        db.session.commit()
    look(office, after=timedelta())
    look(office, after=timedelta(hours=25))
    assert {case.subject_id for case in prompts(office)} == {*others}

    look(office, after=timedelta(days=8, hours=25))
    (raised,) = (case for case in prompts(office) if case.aspect == "view_gap:against")
    assert raised.shown_from == raised.opened_at + timedelta(days=7)


def test_what_is_held_back_is_in_no_queue_page_or_count_until_its_week_is_over(
    prompt: Case, people: People, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with office.open():
        case = db.session.get_one(Case, prompt.id)
        db.session.execute(sa.delete(Outcome))
        monkeypatch.setattr(holding, "is_held_back", lambda *_: True)
        acts.schedule(case)
        acts.schedule(case)  # once only
        db.session.commit()
        assert case.shown_from == case.opened_at + timedelta(days=7)
        assert case.due_at >= case.shown_from + timedelta(days=6)
        assert db.session.get_one(Outcome, case.id).held_back

    people.chen.get(f"/cases/{prompt.id}", status=404)
    people.stella.post(f"/cases/{prompt.id}/claims", {"version": 1}, status=404)
    assert "Councils run the buses" not in people.chen.get("/moderation").text
    with clock.freeze(case.shown_from + timedelta(minutes=1)):
        assert "Councils run the buses" in people.chen.get("/moderation").text


def test_what_protects_somebody_waits_for_nothing(
    prompt: Case, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with office.open():
        case = db.session.get_one(Case, prompt.id)
        db.session.execute(sa.delete(Outcome))
        case.figures = {"detector": "pile_on", "number": 1, "people": 4, "replies": 5}
        monkeypatch.setattr(holding, "is_held_back", lambda *_: True)
        acts.schedule(case)
        assert case.shown_from is None


def test_a_week_later_the_worker_measures_what_came_of_it(
    prompt: Case, people: People, office: Office, cast: Cast
) -> None:
    with office.open():
        assert measure(prompt.opened_at + timedelta(days=6)) == 0
        thread = db.session.scalars(sa.select(Thread)).one()
        stella = as_viewer(db.session.get_one(Member, cast.stella))
        with clock.freeze(prompt.opened_at + timedelta(hours=5)):
            reply(thread, "It would bankrupt us.", by=stella, position=Position.AGAINST)
        measure(prompt.opened_at + timedelta(days=8))
        db.session.commit()
        found = db.session.get_one(Outcome, prompt.id)
        assert found.new_speakers == 1
        assert found.first_voice_hours == pytest.approx(5)
        assert found.gap_before == pytest.approx(0.4 - 1 / 20)
        assert found.gap_after == pytest.approx(0.4 - 2 / 21)

    page = people.eve.get("/representation").text
    assert "Does asking for missing views help?" in page
    assert "35 %" in page
    table = people.eve.get("/representation.csv").text
    assert table.splitlines()[1].startswith("view_gap,no,0.35,0.305")


def test_a_difference_is_given_only_with_fifty_and_is_the_same_for_everybody():
    shown, held = [0.5] * 30 + [0.7] * 10, [0.2] * 10

    assert difference(shown, held[:9]) is None
    mean, low, high = difference(shown, held) or (0, 0, 0)
    assert low <= mean <= high
    assert mean == pytest.approx(0.35)
    assert difference(shown, held) == (mean, low, high)
    assert difference([0.5] * 60, held[:3]) is None


def test_a_detector_that_is_mostly_wrong_must_be_half_as_sure_again(
    prompt: Case, people: People, office: Office
) -> None:
    assert not must_rise(12, 18)
    assert must_rise(11, 19)
    assert not must_rise(5, 10)
    sent = {"dismissal-version": prompt.version, "dismissal-reason": "poll_doubtful"}
    people.chen.post(f"/cases/{prompt.id}/dismissals", sent)

    with office.open():
        assert answered_lately(30) == [("view_gap", 0, 1)]
        assert make_surer(clock.now()) == 0
        case = db.session.get_one(Case, prompt.id)
        finding = Finding(Detector.VIEW_GAP, "against", case.figures)
        db.session.add(
            Strictness(detector="view_gap", factor=1.5, since=clock.now(), acted=11, wrong=19)
        )
        db.session.commit()
        assert factor_of("view_gap") == 1.5
        assert not is_sure_enough(finding, 1.5)  # 29.6 to 1, and 30 are needed
        assert is_sure_enough(finding, 1.0)
    assert "11 right of 30: now × 1.50" in people.eve.get("/representation").text


@pytest.mark.parametrize(
    ("detector", "figures"),
    [
        (Detector.CONTRAST, {"z": -4.6}),
        (Detector.LOUD_SIDE, {"chance": 0.009}),
        (Detector.DOMINANCE, {"posts": 24}),
        (Detector.PILE_ON, {"replies": 8, "people": 7}),
        (Detector.UNSEEN_MINORITY, {"people": 16, "all_people": 100}),
        (Detector.GROUP_GAP, {"steps": 1}),
    ],
)
def test_every_detector_with_something_to_raise_can_be_made_surer(
    detector: Detector, figures: dict[str, float]
) -> None:
    finding = Finding(detector, "", figures)
    assert is_sure_enough(finding, 1.0)
    assert is_sure_enough(finding, 1.5)
    assert not is_sure_enough(finding, 1.5**2)
