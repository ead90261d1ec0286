"""The contrast: holders of a view who are less at home on the first screen than its opponents."""

from __future__ import annotations

import math
from random import Random
from statistics import mean, variance

import sqlalchemy as sa
from hypothesis import assume, given
from hypothesis import strategies as st

from accounts.access import Viewer
from core.clock import now
from core.db import db
from deliberation.actions.weighing import store, weigh
from deliberation.rules.weighing import Answer
from moderation.detectors import Detector, sentence, working
from moderation.detectors.contrast import (
    LEAST_COMPARED,
    LEAST_ON_SCREEN,
    Statement,
    Weighed,
    contrasts,
    findings,
    screen_of,
)
from moderation.models import Look
from moderation.queries.findings import of_options
from tests import make
from wiki.models import Argument

ANSWERS = st.dictionaries(
    st.tuples(st.integers(0, 8), st.integers(0, 30)), st.sampled_from([-1, 0, 1]), min_size=40
)


def two_camps(large: int = 48, small: int = 16, *, statements: int = 12) -> list[Weighed]:
    """Many agree with all but the last statement; a few with the last and hardly anything else."""
    chance = Random(1)
    return [
        Weighed(
            statement,
            person,
            1 if (person < large) == (statement < statements) or chance.random() < 0.1 else -1,
        )
        for person in range(large + small)
        for statement in range(1, statements + 1)
    ]


@given(ANSWERS)
def test_z_is_welchs_over_those_who_answered_enough_of_the_screen(given_):
    answers = [Weighed(one, who, answer) for (one, who), answer in given_.items()]
    screen = {0, 1, 2, 3, 4}
    of = {
        person: [one.answer for one in answers if one.person == person and one.statement in screen]
        for person in {one.person for one in answers}
    }
    net = {person: mean(own) for person, own in of.items() if len(own) >= LEAST_ON_SCREEN}
    for found in contrasts(lambda: answers, screen):
        sides = [
            [
                net[a.person]
                for a in answers
                if (a.statement, a.answer) == (found.statement, side) and a.person in net
            ]
            for side in (1, -1)
        ]
        if min(map(len, sides)) < LEAST_COMPARED:
            assert math.isnan(found.z)
            continue
        error = math.sqrt(sum(variance(side) / len(side) for side in sides))
        assume(error > 1e-6)
        assert math.isclose(found.z, (mean(sides[0]) - mean(sides[1])) / error, abs_tol=1e-6)


def test_a_view_that_the_first_screen_loses_is_named_and_worked_out():
    answers = two_camps()
    found = contrasts(lambda: answers, screen_of(answers))

    (finding,) = findings(found, {n: Statement(n, None, f"post {n}") for n in range(13)})

    class Stored:
        figures = finding.stored

    assert finding.case_aspect == "contrast:12"
    assert "agree with post 12, which is not on the first screen" in sentence(Stored)
    assert [row.needed for row in working(Stored)][3] == "below -3"


def test_a_page_on_which_all_are_alike_at_home_is_left_in_peace():
    chance = Random(2)
    sounded = 0
    for _ in range(100):
        answers = [
            Weighed(statement, person, chance.choice((-1, 0, 1)))
            for person in range(40)
            for statement in range(14)
        ]
        found = contrasts(answers.copy, screen_of(answers))
        sounded += any(one.fires for one in found)

    assert sounded <= 5


def test_few_people_and_lone_supporters_are_not_spoken_of():
    few = two_camps(12, 6)
    assert not any(one.fires for one in contrasts(lambda: few, screen_of(few)))
    lone = two_camps(60, 4)
    assert not any(one.fires for one in contrasts(lambda: lone, screen_of(lone)))


def test_arguments_beyond_the_first_ten_are_compared_and_weighing_has_them_looked_at(
    app, cast, place
):
    with app.app_context():
        ids = []
        for number in range(12):
            argument = Argument(
                topic_id=place.topic,
                option_id=place.option,
                side="for" if number % 2 else "against",
                claim=f"Reason {number}",
                added_at=now(),
            )
            db.session.add(argument)
            db.session.flush()
            ids.append(argument.id)
        members = [make.member().id for _ in range(64)]
        said = {1: "agree", -1: "disagree"}
        store(
            [
                {
                    "subject_kind": "argument",
                    "subject_id": ids[one.statement - 1],
                    "member_id": members[one.person],
                    "answer": said[one.answer],
                    "at": now(),
                }
                for one in two_camps()
            ]
        )
        db.session.execute(sa.delete(Look))
        ada = Viewer(id=cast.ada, on_roll=True)
        weigh(place.option, {ids[0]: Answer.UNSURE}, ada)
        db.session.commit()

        (looked,) = of_options([place.option], now())
        assert [one.detector for one in looked.findings] == [Detector.CONTRAST]
        assert "Reason 11" in looked.findings[0].figures["words"]
        due = db.session.execute(sa.select(Look.subject_kind, Look.subject_id)).all()
        assert due == [("option", place.option)]
