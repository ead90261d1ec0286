"""Who had a part in a case before it comes back, or while it waited, has none in deciding it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from accounts.rules import Role
from core.clock import now
from core.db import db
from moderation.facts import part_of
from moderation.models import Appeal, Case, Decision, Interest, Report, Seat
from tests import make
from tests.make import Cast
from tests.moderation.conftest import Office, Place


class Files:
    """Two cases about a suggestion of Bola's: a report that Stella decided, and the appeal."""

    def __init__(self, place: Place, cast: Cast) -> None:
        self.place, self.cast = place, cast
        self.report = self.case("report", state="decided")
        judged = self.decision(cast.stella)
        self.appeal = self.case("appeal")
        self.add(
            Appeal(
                case_id=self.appeal.id,
                decision_id=judged.id,
                by_id=cast.bola,
                words="No.",
                made_at=now(),
            )
        )

    def case(self, kind: str, **also: Any) -> Case:
        about = {"subject_kind": "suggestion", "subject_id": self.place.suggestion}
        made = Case(
            kind=kind,
            author_id=self.cast.bola,
            **{**about, "opened_at": now(), "due_at": now(), **also},
        )
        self.add(made)
        return made

    def decision(self, by: int, **also: Any) -> Decision:
        at = {"made_at": now(), "confirmed_at": now(), **also}
        made = Decision(
            case_id=self.report.id, action="hide", words="So.", first_by_id=by, first_as="", **at
        )
        self.add(made)
        return made

    def add(self, row: object) -> None:
        db.session.add(row)
        db.session.flush()


@pytest.fixture
def files(office: Office, place: Place, cast: Cast) -> Iterator[Files]:
    with office.open():
        yield Files(place, cast)


def test_the_reporter_of_what_was_judged_has_no_vote_on_the_appeal(files: Files) -> None:
    chen = files.cast.chen
    assert not part_of(files.appeal, chen).reported_it

    files.add(Report(case_id=files.report.id, reporter_id=chen, reason="spam", made_at=now()))

    assert part_of(files.appeal, chen).reported_it


def test_whose_decision_was_reversed_decides_nothing_about_the_same_thing_again(
    files: Files,
) -> None:
    chen, made = files.cast.chen, files.decision(files.cast.chen)
    again = files.case("report")
    assert not part_of(again, chen).acted_earlier

    made.overruled_at = now()

    assert part_of(again, chen).acted_earlier


def test_who_voted_about_it_when_drawn_does_not_judge_their_own_decision(files: Files) -> None:
    chen = files.cast.chen
    seat = Seat(
        case_id=files.report.id,
        member_id=chen,
        drawn_because="appeal",
        drawn_at=now(),
        signs_as="",
        seed="",
        drawn_from="",
        grant_id=make.grant(chen, Role.STEWARD).id,
    )
    files.add(seat)
    assert not part_of(files.appeal, chen).acted_earlier

    seat.vote, seat.voted_at = "uphold", now()

    assert part_of(files.appeal, chen).acted_earlier


def test_whose_decision_nobody_signed_in_time_does_not_decide_again(files: Files) -> None:
    chen = files.cast.chen
    made = files.decision(chen, confirmed_at=None)
    assert not part_of(files.report, chen).acted_earlier

    made.lapsed_at = now()

    assert part_of(files.report, chen).acted_earlier


@pytest.mark.parametrize(("days_ago", "counts"), [(2, True), (4, False)])
def test_an_interest_that_ended_while_the_case_waited_still_counts(
    days_ago: int, files: Files, *, counts: bool
) -> None:
    chen, day = files.cast.chen, timedelta(days=1)
    waiting = files.case("report", opened_at=now() - 3 * day)
    files.add(
        Interest(
            member_id=chen,
            tie="close",
            about_kind="member",
            about_id=files.cast.bola,
            since=(now() - 90 * day).date(),
            declared_at=now() - 90 * day,
            ended_at=now() - days_ago * day,
        )
    )

    assert bool(part_of(waiting, chen).interest) == counts
