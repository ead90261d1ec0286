"""Appeals go to three drawn by lot, and what stewards cannot decide to one of elsewhere."""

from collections.abc import Callable
from datetime import timedelta

import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

import accounts.access
from accounts.models import Clp
from accounts.rules import Role
from core import clock
from core.clock import now
from core.db import db
from moderation.actions import panels, pool
from moderation.models import Appeal, Case, Decision, Seat
from moderation.rules.cases import Action
from moderation.rules.drawing import FIRST_FINGERPRINT, in_order, outcome, seed_of
from notices.models import Notice
from tests import make
from tests.browser import Browser
from tests.make import Cast
from tests.moderation.conftest import Office, Panel, People, Place, decide, report
from tests.moderation.test_appeals import judge


def seats(office: Office) -> list[Seat]:
    with office.open():
        return list(db.session.scalars(sa.select(Seat).order_by(Seat.id)))


def work(office: Office) -> None:
    with office.open():
        pool.relieve(now())
        panels.see_to_all(now())
        db.session.commit()


def test_three_trained_stewards_are_drawn_and_told_and_nobody_else_votes(
    panel: Panel, office: Office, people: People, trained: list[int], sign_in
) -> None:
    assert len(panel.sitting) == 3
    assert set(panel.sitting) <= set(trained)
    with office.open():
        told = db.session.scalars(
            sa.select(Notice.member_id).where(Notice.subject_kind == "seat")
        ).all()
    assert sorted(told) == sorted(panel.sitting)
    assert "Case 2: you were drawn by lot" in sign_in(panel.sitting[0]).get("/notices").text
    assert "You are not one of them" in judge(people.stella, panel.case, "uphold", status=422)
    not_drawn = next(iter(set(trained) - set(panel.sitting)))
    sign_in(not_drawn).get(f"/cases/{panel.case.id}", status=404)


def test_votes_are_sealed_until_all_have_voted_and_two_of_three_decide(
    panel: Panel, office: Office, people: People, place: Place, sign_in
) -> None:
    first, second, third = (sign_in(one) for one in panel.sitting)
    judge(first, office.newest(), "overturn")
    page = second.get("/cases/2").text
    assert "has voted, and the vote is sealed" in page
    assert "We looked again." not in page
    assert "You have voted" in judge(first, office.newest(), "uphold", status=422)
    assert "changed since you opened it" in judge(second, panel.case, "uphold", status=409)
    judge(second, office.newest(), "uphold")
    assert office.subject("suggestion", place.suggestion).hidden_at is not None

    judge(third, office.newest(), "overturn")

    assert office.subject("suggestion", place.suggestion).hidden_at is None
    assert "Appeal: decision reversed" in third.get("/cases/2").text
    with office.open():
        judged = db.session.get_one(Decision, 1)
        assert judged.overruled_at is not None
        decided = db.session.get_one(Decision, 2)
    assert decided.first_as == "appeal panel drawn by lot, 2 of 3"
    assert office.case(1).state == "closed"
    mail = office.mail()
    assert "The decision was reversed." in mail["bola@demo.example"]
    assert "The decision was reversed." in mail["ada@demo.example"]


def test_who_declines_or_is_silent_is_replaced_and_the_rows_stay(
    panel: Panel, office: Office, sign_in
) -> None:
    sent = {"version": panel.case.version}
    sign_in(panel.sitting[0]).post("/cases/2/declines", sent)
    after = seats(office)
    assert [seat.left_because for seat in after] == ["declined", "", "", ""]
    sign_in(panel.sitting[0]).post("/cases/2/declines", sent, status=404)
    sign_in(panel.sitting[0]).get("/cases/2", status=404)

    with clock.freeze(now() + timedelta(days=4, minutes=1)):
        work(office)
    left = [seat.left_because for seat in seats(office)]
    assert sorted(left) == ["", "", "", "declined", "silent", "silent"]  # two more could sit


def test_when_the_time_is_up_those_who_voted_decide(
    panel: Panel, office: Office, place: Place, sign_in
) -> None:
    judge(sign_in(panel.sitting[0]), office.newest(), "overturn")
    with clock.freeze(now() + timedelta(days=7, minutes=1)):
        work(office)

    assert office.subject("suggestion", place.suggestion).hidden_at is None
    assert office.newest().state == "decided"


def test_when_nobody_voted_the_time_begins_anew(panel: Panel, office: Office) -> None:
    later = now() + timedelta(days=7, minutes=1)
    with clock.freeze(later):
        work(office)

    assert office.newest().state == "open"
    assert office.newest().due_at > later


def test_a_panel_that_is_not_full_says_so_and_one_with_nobody_waits(
    people: People, place: Place, office: Office, cast: Cast
) -> None:
    with office.open():
        home = db.session.get_one(Clp, cast.ashford)
        one = make.member("A steward of the CLP", of=home)
        make.grant(one.id, Role.STEWARD)
        db.session.commit()
    report(people.ada, "suggestion", place.suggestion, "spam")
    decide(people.chen, office.newest(), "hide", reason="spam")
    evidence = office.case(1).evidence
    with office.open():  # it comes from Ashford, where Stella and the other are members
        db.session.execute(sa.update(Case).values(clp_id=cast.ashford))
        appealed = Case(
            kind="appeal",
            state="open",
            subject_kind="suggestion",
            subject_id=place.suggestion,
            aspect="decision:1",
            author_id=cast.bola,
            clp_id=cast.ashford,
            opened_at=now(),
            due_at=now(),
            evidence=evidence,
        )
        db.session.add(appealed)
        db.session.flush()
        db.session.add(
            Appeal(case_id=2, decision_id=1, by_id=cast.bola, words="No.", made_at=now())
        )
        db.session.flush()
        panels.fill(appealed)
        db.session.commit()

    page = people.stella.get("/cases/2").text
    assert "Nobody here may decide this appeal" in page
    assert "never goes to somebody who has one" in page
    assert "Decide</button>" not in page
    with office.open():
        words = db.session.scalars(
            sa.select(Notice.words).where(Notice.member_id == cast.hari)
        ).all()
    assert len(words) == 1
    assert "Case 2 waits" in words[0]


def make_local(office: Office, cast: Cast) -> tuple[int, int]:
    """A case of Ashford, whose one steward wrote what it is about; one steward of elsewhere."""
    with office.open():
        clp = make.clp("Carrowdale")
        away = make.member("Of Carrowdale", of=clp).id
        make.grant(away, Role.STEWARD, clp.id)
        make.grant(cast.bola, Role.STEWARD, cast.ashford)
        db.session.execute(sa.update(Case).values(clp_id=cast.ashford))
        for one in (cast.chen, cast.stella):
            grant = db.session.scalars(
                sa.text(f"SELECT id FROM role_grant WHERE member_id = {one:d}")
            ).one()
            db.session.execute(
                sa.text("UPDATE role_grant SET ended_at = :at WHERE id = :id"),
                {"at": now(), "id": grant},
            )
        db.session.commit()
        return cast.bola, away


def test_after_a_day_a_case_nobody_of_the_place_may_decide_goes_to_one_of_elsewhere(
    people: People, place: Place, office: Office, cast: Cast, sign_in: Callable[[int], Browser]
) -> None:
    report(people.ada, "suggestion", place.suggestion, "spam")
    bola, away = make_local(office, cast)
    accounts.access.forget()
    assert "something you wrote" in sign_in(bola).get("/cases/1").text
    work(office)
    assert seats(office) == []

    with clock.freeze(now() + timedelta(hours=24, minutes=1)):
        work(office)
        work(office)
        drawn = seats(office)
        assert [(seat.member_id, seat.drawn_because) for seat in drawn] == [(away, "nobody_free")]
        page = sign_in(away).get("/cases/1").text
        assert "everybody whose case it is has a part in it" in page
        assert "1 case waiting" in sign_in(away).get("/moderation").text
        decide(sign_in(away), office.newest(), "hide", reason="spam")
    with office.open():
        assert db.session.get_one(Decision, 1).first_as == "steward of Carrowdale, drawn by lot"


def test_the_lot_can_be_drawn_again_from_what_is_kept(panel: Panel, office: Office) -> None:
    drawn = seats(office)
    numbers = [int(number) for number in drawn[0].drawn_from.split(",")]

    assert [seat.grant_id for seat in drawn] == in_order(drawn[0].seed, numbers)[:3]
    assert drawn[0].seed == seed_of(panel.case.id, FIRST_FINGERPRINT)


VOTES = st.lists(
    st.sampled_from([Action.UPHOLD, Action.VARY, Action.OVERTURN]), min_size=1, max_size=3
)


@given(votes=VOTES, judged=st.sampled_from([Action.HIDE, Action.NO_ACTION]))
def test_two_of_three_decide_and_doubt_restricts_less(votes: list[Action], judged: Action) -> None:
    decided = outcome(votes, judged)

    assert decided in votes
    for one in set(votes):
        if votes.count(one) >= 2:
            assert decided is one
    if sorted(votes) == sorted([Action.UPHOLD, Action.OVERTURN]):
        assert decided is (Action.OVERTURN if judged is Action.HIDE else Action.UPHOLD)


@given(numbers=st.sets(st.integers(1, 10**6), min_size=1, max_size=30), seed=st.text(max_size=8))
def test_the_order_of_the_lot_hangs_on_seed_and_numbers_alone(numbers: set[int], seed: str) -> None:
    drawn = in_order(seed, numbers)

    assert drawn == in_order(seed, sorted(numbers, reverse=True))
    assert set(drawn) == numbers


def test_a_steward_says_they_are_trained_and_an_admin_confirms_it(
    people: People, cast: Cast, sign_in
) -> None:
    people.chen.post("/moderation/training", {})
    people.chen.post("/moderation/training", {}, status=422)
    people.ada.get("/moderation/training", status=403)
    people.ada.post("/moderation/training", {}, status=403)
    url = f"/moderation/training/{cast.chen}/confirmations"
    people.stella.post(url, {}, status=403)
    sign_in(cast.hari).post(url, {})
    sign_in(cast.hari).post(url, {}, status=422)

    assert "The lot can fall on you" in people.chen.get("/moderation/training").text
