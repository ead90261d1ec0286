"""On whom the lot cannot fall, who loses their vote, and what is in nobody's queue."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accounts.access import Viewer
from accounts.models import Member
from accounts.rules import Grant, Role
from core.clock import now
from core.db import db
from core.errors import Refused
from moderation.actions import panels, pool
from moderation.facts.seats import stewards
from moderation.models import Case, Interest
from moderation.queries.queue import counts_of
from moderation.rules.cases import SAFETY, Action
from moderation.rules.drawing import Because
from tests.make import Cast
from tests.moderation.conftest import Office, Panel, Place


def waiting(place: Place, kind: str = "report", **also: object) -> Case:
    case = Case(
        kind=kind,
        subject_kind="suggestion",
        subject_id=place.suggestion,
        opened_at=now(),
        due_at=now(),
        **also,
    )
    db.session.add(case)
    db.session.flush()
    return case


def test_the_lot_falls_on_nobody_who_has_closed_their_account(office: Office, cast: Cast) -> None:
    with office.open():
        assert cast.chen in {one.member_id for one in stewards()}

        db.session.get_one(Member, cast.chen).password_hash = None
        db.session.flush()

        assert cast.chen not in {one.member_id for one in stewards()}


def test_a_case_of_a_clp_goes_to_none_of_its_members_be_they_national_stewards(
    office: Office, place: Place, cast: Cast
) -> None:
    with office.open():
        [stella] = [one for one in stewards() if one.member_id == cast.stella]
        assert stella.of_clp is None

        assert not pool.draw_for(waiting(place, clp_id=stella.home_clp), [stella], Because.LATE)

        elsewhere = waiting(place, "second_look", clp_id=cast.brambleton)
        assert pool.draw_for(elsewhere, [stella], Because.LATE)


def test_who_sits_on_a_panel_and_then_comes_to_have_a_part_in_it_has_no_vote(
    panel: Panel, office: Office, cast: Cast
) -> None:
    with office.open():
        one, case = panel.sitting[0], db.session.get_one(Case, panel.case.id)
        db.session.add(
            Interest(
                member_id=one,
                tie="close",
                about_kind="member",
                about_id=cast.bola,
                since=now().date(),
                declared_at=now(),
            )
        )
        db.session.flush()

        with pytest.raises(Refused, match="an interest is declared"):
            panels.vote(case, Viewer(id=one), version=case.version, action=Action.VARY, words="So.")


def test_a_prompt_that_is_held_back_is_not_in_the_queue_of_a_clp_either(
    office: Office, place: Place, cast: Cast
) -> None:
    local = Viewer(id=cast.gwen, grants=(Grant(Role.STEWARD, cast.ashford),))
    with office.open():
        week = now() + timedelta(days=7)
        case = waiting(place, "prompt", clp_id=cast.ashford, shown_from=week)
        assert counts_of(local).total == 0

        case.shown_from = None
        db.session.flush()

        assert counts_of(local).total == 1


@pytest.mark.parametrize("kind", sorted(SAFETY))
def test_what_endangers_somebody_is_not_in_the_queue_of_a_clp(
    kind: str, office: Office, place: Place, cast: Cast
) -> None:
    local = Viewer(id=cast.gwen, grants=(Grant(Role.STEWARD, cast.ashford),))
    with office.open():
        waiting(place, kind, clp_id=cast.ashford)

        assert counts_of(local).total == 0
