"""Dominance, loud sides, missing answers and pile-ons, by the worked examples of the notes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.detectors import (
    Detector,
    dominance,
    loud_side,
    pile_on,
    sentence,
    unanswered,
    working,
)
from moderation.detectors.finding import Finding
from moderation.detectors.said import Said, last_positions, mostly_untagged

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=10)


def posts(*said: tuple[int, str | None], at: datetime = LONG_AGO) -> list[Said]:
    """Person and position of each, in the order they were written."""
    return [Said(number, *one, at) for number, one in enumerate(said, start=1)]


def said_of(finding: Finding) -> tuple[str, str]:
    class Stored:
        figures = finding.stored

    rows = working(Stored)
    return sentence(Stored), " ".join(f"{row.label}: {row.value};" for row in rows)


@pytest.mark.parametrize(
    ("each", "fires"),
    [
        ([6, 2, 2, 2, 2, 1], True),  # 6 of 15 are 40 %
        ([5, 3, 3, 2, 1, 1], True),  # 11 of 15 are 73 %
        ([5, 3, 2, 2, 2, 1], False),  # 33 % and 67 %
        ([12, 1, 1, 1], False),  # four people: a conversation
        ([9, 1, 1, 1, 1, 1], False),  # 14 posts
        ([1] * 50, False),
        ([], False),
    ],
)
def test_a_few_who_write_most_of_a_thread_are_seen(each: list[int], *, fires: bool) -> None:
    assert dominance.spread(each).fires is fires


@given(st.lists(st.integers(1, 50), min_size=1, max_size=40))
def test_effective_speakers_are_between_one_and_all(each: list[int]) -> None:
    found = dominance.spread(each)

    assert found.effective + 1e-9 >= 1
    assert found.effective <= len(each) + 1e-9
    assert dominance.spread([3] * len(each)).effective == pytest.approx(len(each))
    assert found.top_1 <= found.top_3 <= 1


def test_dominance_is_told_without_a_name() -> None:
    thread = posts(*((person, None) for person in [1] * 9 + [2, 2, 3, 3, 4, 4, 5, 6, 6]))
    (found,) = dominance.findings(thread)

    said, rows = said_of(found)
    assert said.startswith("One person has written 50% of the 18 posts here; 6 people have spoken.")
    assert "It is as if so many wrote alike: 3.3" in rows


def test_one_loud_person_is_no_loud_side_and_five_loud_people_are() -> None:
    one = posts(*[(1, "for")] * 30, *((n, "for") for n in (2, 3, 4, 5)), *QUIET)
    five = posts(*((n, "for") for n in (1, 2, 3, 4, 5) for _ in range(7)), *QUIET)

    assert loud_side.findings(one, seed="thread 1") == []
    (found,) = loud_side.findings(five, seed="thread 1")
    assert (found.detector, found.aspect) == (Detector.LOUD_SIDE, "for")
    assert found == loud_side.findings(five, seed="thread 1")[0]  # seeded: the same again
    assert (
        "33% of the people who took a side here are for, and they have written 78%"
        in (said_of(found)[0])
    )


QUIET = [(n, "against") for n in range(11, 21)]


def test_a_side_that_writes_alike_is_seldom_called_loud() -> None:
    chance = Random(5)
    alarms = 0
    for run in range(100):
        thread = [
            (person, "for" if person % 3 == 0 else "against")
            for person in range(15)
            for _ in range(1 + int(chance.lognormvariate(0, 1)))
        ]
        alarms += bool(loud_side.findings(posts(*thread), seed=f"{run}"))

    assert alarms <= 10


def test_two_of_fourteen_and_nine_of_twelve_without_an_answer_are_one_sided() -> None:
    low, high = unanswered.newcombe(9, 12, 2, 14)
    assert (round(low * 100), round(high * 100)) == (23, 80)

    against = [Said(n, n, "against", LONG_AGO) for n in range(1, 13)]
    in_favour = [Said(20 + n, 20 + n, "for", LONG_AGO) for n in range(14)]
    found = unanswered.one_sided([*against, *in_favour], {1, 2, 3, *range(20, 32)})
    assert found is not None
    assert (found.position, found.unanswered, found.others_unanswered) == ("against", 9, 2)
    finding = Finding(Detector.UNANSWERED, unanswered.ONE_SIDED, {**_dict(found)})
    said, rows = said_of(finding)
    assert said.startswith("Three in four of the arguments against have no reply")
    assert "Range of the difference (Newcombe, 95%): 23 to 80 points;" in rows
    assert unanswered.one_sided([*against[:7], *in_favour], set()) is None


def _dict(found: unanswered.Lopsided) -> dict[str, object]:
    return {name: getattr(found, name) for name in found.__slots__}


@pytest.mark.parametrize(
    ("reply", "endorsed", "readers", "hours", "fires"),
    [
        (None, 3, 0, 72, True),
        (None, 0, 20, 72, True),
        (None, 2, 19, 72, False),
        (None, 3, 0, 71, False),
        ((1, "for"), 3, 0, 72, True),  # their own reply
        ((2, "against"), 3, 0, 72, True),  # of the same side
        ((2, "for"), 3, 0, 72, False),
        ((2, None), 3, 0, 72, False),
    ],
)
def test_an_argument_with_support_and_no_answer_is_named_after_three_days(
    reply: tuple[int, str | None] | None, endorsed: int, readers: int, hours: int, *, fires: bool
) -> None:
    asked = NOW - timedelta(hours=hours)
    thread = [Said(1, 1, "against", asked, None, endorsed, readers)]
    if reply is not None:
        thread.append(Said(2, *reply, NOW, answers=1))

    found = unanswered.findings(thread, at=NOW)
    assert [one.aspect for one in found] == ["argument"] * fires
    if fires:
        assert found[0].level.fires is (endorsed >= 3)  # the most read is only watched
        assert "Post 1 argues against" in said_of(found[0])[0]
    ripe = unanswered.ripens(thread[:1], at=NOW)
    assert ripe == (None if hours == 72 else NOW + timedelta(hours=1))


def test_a_question_is_answered_by_anybody_else_and_by_the_post_below_it() -> None:
    asks = Said(1, 1, "question", LONG_AGO)

    (found,) = unanswered.findings([asks, Said(2, 1, None, LONG_AGO)], at=NOW)
    assert said_of(found)[0].startswith("Post 1 asks a question, and for 10 days")
    assert unanswered.findings([asks, Said(2, 2, None, LONG_AGO)], at=NOW) == []
    elsewhere = [Said(2, 2, None, LONG_AGO), Said(3, 3, None, LONG_AGO, answers=2)]
    assert unanswered.findings([elsewhere[0], asks._replace(number=3)], at=NOW) != []


def test_many_who_answer_one_from_the_other_side_in_a_day_are_a_pile_on() -> None:
    target = Said(1, 1, "for", LONG_AGO)
    replies = [
        Said(2 + n, 2 + n % 4, "against", NOW - timedelta(hours=n), answers=1) for n in range(5)
    ]

    (found,) = pile_on.findings([target, *replies], at=NOW)
    assert found.aspect == "1"
    assert said_of(found)[0].startswith("In a day 4 people, all of another side, have replied 5")
    assert pile_on.findings([target, *replies[:4]], at=NOW) == []
    assert pile_on.findings([target, *replies], at=NOW + timedelta(days=1)) == []
    friend = Said(9, 9, "for", NOW, answers=1)
    assert pile_on.findings([target, *replies, friend], at=NOW) == []


def test_where_most_posts_say_nothing_of_themselves_nothing_is_said_of_sides() -> None:
    assert mostly_untagged(posts(*[(1, None)] * 5, *[(2, "for")] * 7))
    assert not mostly_untagged(posts(*[(1, None)] * 4, *[(2, "for")] * 6))


def test_a_person_is_one_voice_with_the_side_taken_last() -> None:
    assert last_positions(posts((1, "for"), (2, "against"), (1, "against"), (1, "question"))) == {
        1: "against",
        2: "against",
    }
