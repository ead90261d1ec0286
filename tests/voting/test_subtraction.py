"""T11 and T12: all rows solved against one another; one poll held beside another."""

import random
from itertools import pairwise

import pytest

from tests.voting.solving import any_poll, attacked
from voting import publishing
from voting.methods import EVERY, Asked, Kind
from voting.one_ballot import steps as steps_of
from voting.pinning import Pinned
from voting.pooling import FLOOR, shown_people, shown_percent
from voting.publishing import Level

CHOICES = ("Leave it as it is", "Build it", "Build half of it")
POLLS = 15


def asked_by(method) -> Asked:
    return Asked(method, () if method.kind is Kind.SUPPORT else CHOICES)


@pytest.mark.parametrize("method", EVERY, ids=lambda method: method.kind)
def test_solving_the_rows_of_small_polls_against_one_another_pins_no_figure(method):
    chance, asked, tried = random.Random(11), asked_by(method), 0
    for _ in range(POLLS):
        rows, _ = any_poll(chance, asked)
        cells, pinned = attacked(rows, asked)
        assert pinned == 0
        tried += cells

    assert tried > 100


def test_solving_the_rows_of_a_large_poll_pins_no_figure():
    rows, _ = any_poll(random.Random(5), asked_by(EVERY[0]), clps=200, regions=8)

    cells, pinned = attacked(rows, asked_by(EVERY[0]))

    assert pinned == 0
    assert cells > 300


def test_the_attack_pins_figures_where_nothing_is_merged_for_it(monkeypatch):
    """One that could find nothing would prove nothing."""
    nothing = Pinned(frozenset(), frozenset())
    monkeypatch.setattr(publishing, "pinned", lambda *_, **__: nothing)
    monkeypatch.setattr(publishing, "may_be_exact", lambda *_: True)
    chance, asked = random.Random(11), asked_by(EVERY[0])

    found = [attacked(any_poll(chance, asked)[0], asked) for _ in range(POLLS)]

    assert sum(pinned for _, pinned in found) > 20


def test_every_group_that_is_shown_has_ten_voters_or_more():
    chance = random.Random(3)
    for _ in range(POLLS):
        rows, tally = any_poll(chance, asked_by(EVERY[0]))
        assert bool(rows) == (tally.total >= FLOOR)
        assert all(row.took_part >= shown_people(FLOOR) for row in rows)


def test_an_exact_total_never_says_that_nobody_or_hardly_anybody_gave_an_answer():
    chance = random.Random(4)
    exact = [
        rows[0]
        for rows, _ in (any_poll(chance, asked_by(EVERY[0]), clps=40) for _ in range(POLLS))
        if rows and rows[0].counts
    ]

    assert exact
    assert min(people for row in exact for people in row.counts.values()) >= FLOOR


def test_merging_for_the_attack_costs_a_large_poll_hardly_any_row(monkeypatch):
    def rows_of_pools() -> int:
        rows, _ = any_poll(random.Random(8), asked_by(EVERY[0]), clps=650, regions=12)
        return sum(row.level is Level.POOL for row in rows)

    merged = rows_of_pools()
    monkeypatch.setattr(publishing, "pinned", lambda *_, **__: Pinned(frozenset(), frozenset()))

    assert merged > 0.8 * rows_of_pools()


# -- T12 ------------------------------------------------------------------------------------


def test_the_same_group_in_two_polls_with_one_member_more_does_not_tell_how_they_voted():
    """One in ten of the others changed their minds between the polls, who knows which way."""
    chance, right, guessed, polls = random.Random(12), 0, 0, 4000
    for _ in range(polls):
        people = chance.randint(FLOOR, 60)
        first = [chance.random() < 0.5 for _ in range(people)]
        second = [mind != (chance.random() < 0.1) for mind in first]
        newcomer = chance.random() < 0.5
        before = shown_percent(sum(first), people)
        after = shown_percent(sum(second) + newcomer, people + 1)
        guess = chance.random() < 0.5 if after == before else after > before
        right += guess == newcomer
        guessed += (chance.random() < 0.5) == newcomer

    assert abs(guessed / polls - 0.5) < 0.03
    assert right / polls < 0.58


def test_a_share_hides_the_number_also_from_somebody_who_knows_how_many_voted():
    for people in range(FLOOR, 400):
        shares = [shown_percent(part, people) for part in range(people + 1)]
        assert min(shares.count(share) for share in shares) > 1
        assert all(one <= other for one, other in pairwise(shares))


def test_every_step_is_undone_by_its_neighbour():
    for method in EVERY:
        steps = steps_of(asked_by(method))
        for number, step in enumerate(steps):
            assert {cell: -more for cell, more in step.items()} == steps[number ^ 1]
