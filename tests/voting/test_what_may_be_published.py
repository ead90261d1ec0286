"""R2 to R5: which groups are shown, and how exactly. Any poll, however small its CLPs."""

import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voting import words
from voting.methods import ON_A_SCALE
from voting.methods.support_scale import Answer
from voting.pooling import (
    Clp,
    absorb,
    freeze_pools,
    percent_words,
    shown_people,
    shown_percent,
    shown_turnout,
)
from voting.publishing import EXACT_FROM, Level, Row, table
from voting.tally import Tally

K_SHOW = 10
REGIONS = {region: f"Region {region}" for region in range(1, 5)}
CLPS = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 900)), min_size=1, max_size=40).map(
    lambda sizes: [
        Clp(number, region, f"CLP {number:02d}", eligible)
        for number, (region, eligible) in enumerate(sizes)
    ]
)


@st.composite
def polls(draw):
    """Frozen pools and a tally in which some pools are empty and some of one mind."""
    pools = freeze_pools(draw(CLPS), 50)
    chance = random.Random(draw(st.integers(0, 10**6)))
    turnout = draw(st.sampled_from([0.0, 0.02, 0.1, 0.5, 1.0]))
    tally = {}
    for pool in pools:
        voters = sum(chance.random() < turnout for _ in range(pool.eligible))
        minds = list(Answer) if chance.random() < 0.6 else [chance.choice(list(Answer))]
        tally[pool.number] = Counter(chance.choice(minds) for _ in range(voters))
    return pools, tally


def published(pools, tally, down_to=Level.POOL):
    ballots = {number: sum(answers.values()) for number, answers in tally.items()}
    return table(
        pools,
        Tally(tally, ballots),
        asked=ON_A_SCALE,
        regions=REGIONS,
        k_show=K_SHOW,
        down_to=down_to,
    )


# -- R2 -------------------------------------------------------------------------------------


@given(CLPS)
def test_pools_hold_every_clp_once_and_keep_to_their_region(clps):
    pools = freeze_pools(clps, 50)
    by_id = {clp.id: clp for clp in clps}

    assert sorted(number for pool in pools for number in pool.clp_ids) == sorted(by_id)
    assert sum(pool.eligible for pool in pools) == sum(clp.eligible for clp in clps)
    assert [pool.number for pool in pools] == list(range(1, len(pools) + 1))
    for pool in pools:
        assert {by_id[number].region_id for number in pool.clp_ids} == {pool.region_id}


@given(CLPS)
def test_only_a_region_too_small_for_one_pool_has_a_pool_below_the_limit(clps):
    pools = freeze_pools(clps, 50)

    for pool in pools:
        in_region = [other for other in pools if other.region_id == pool.region_id]
        assert pool.eligible >= 50 or len(in_region) == 1


def test_a_large_clp_is_a_pool_of_its_own_with_its_own_name():
    pools = freeze_pools(
        [Clp(1, 1, "Ashford", 80), Clp(2, 1, "Brent", 30), Clp(3, 1, "Calder", 25)], 50
    )

    assert [(pool.label, pool.eligible) for pool in pools] == [
        ("Ashford", 80),
        ("Brent, Calder", 55),
    ]


# -- R3 -------------------------------------------------------------------------------------


@given(st.lists(st.integers(0, 60), min_size=1, max_size=60), st.integers(1, 40))
def test_absorbing_loses_nobody_and_leaves_no_small_group(sizes, at_least):
    groups = absorb(sizes, at_least, size=lambda size: size)

    assert sorted(size for group in groups for size in group) == sorted(sizes)
    assert len(groups) == 1 or all(sum(group) >= at_least for group in groups)


@settings(max_examples=40)
@given(polls())
def test_every_group_shown_is_large_enough_and_the_levels_add_up(poll):
    pools, tally = poll
    voted = sum(sum(answers.values()) for answers in tally.values())
    rows = published(pools, tally)

    if voted < K_SHOW:
        assert rows == []
        return
    total, *groups = rows
    assert all(row.took_part >= shown_people(K_SHOW) for row in rows)
    regions = [row for row in groups if row.level is Level.REGION]
    for level in (regions, top_pools(groups, regions)):
        if level:
            assert sum(row.eligible for row in level) == total.eligible
            assert abs(sum(row.took_part for row in level) - voted) <= 2.5 * len(level) + 2.5


def top_pools(groups, regions):
    """Pools of a poll that has no rows of regions."""
    return [] if regions else groups


@settings(max_examples=40)
@given(polls())
def test_pools_of_a_region_add_up_to_the_region_so_nothing_is_left_to_subtract(poll):
    inside: list[Row] = []
    for row in published(*poll)[::-1]:  # from the end: pools come before their region
        if row.level is Level.POOL:
            inside.append(row)
        elif inside:
            assert len(inside) > 1
            assert sum(pool.eligible for pool in inside) == row.eligible
            inside = []


# -- R4 -------------------------------------------------------------------------------------


def test_no_figure_says_for_certain_that_a_group_was_of_one_mind_or_how_many_gave_an_answer():
    possible: dict[tuple[int, str], set[tuple[int, int]]] = {}
    for people in range(K_SHOW, 250):
        for part in range(people + 1):
            shown = shown_people(people)
            seen = shown, percent_words(shown_percent(part, people), shown)
            possible.setdefault(seen, set()).add((people, part))

    for seen, behind in possible.items():
        assert not all(part == people for people, part in behind), seen
        assert not all(part == 0 for people, part in behind), seen
        assert len({part for people, part in behind}) > 1, seen


@given(st.integers(K_SHOW, 5000), st.floats(0, 1))
def test_a_share_is_shown_to_the_step_that_its_group_allows(people, share):
    percent = shown_percent(round(people * share), people)

    assert 0 <= percent <= 100
    assert people > 12 or percent % 25 == 0
    assert people < 13 or people > 22 or percent % 20 == 0
    assert people >= 102 or percent % 5 == 0


@pytest.mark.parametrize(
    ("took_part", "eligible", "shown"),
    [(24, 900, 0), (49, 900, 25), (99, 5000, 0), (12_345, 500_000, 12_300)],
)
def test_turnout_of_an_open_poll_is_rounded_down(took_part, eligible, shown):
    assert shown_turnout(took_part, eligible) == shown


# -- R5 and the sentences -------------------------------------------------------------------


@settings(max_examples=40)
@given(polls())
def test_only_a_large_total_is_exact(poll):
    for row in published(*poll):
        if row.counts is not None:
            assert row.level is Level.TOTAL
            assert sum(row.counts.values()) == row.took_part >= EXACT_FROM


@settings(max_examples=40)
@given(polls())
def test_any_result_can_be_put_in_words(poll):
    rows = published(*poll)

    assert words.headline(rows, k_show=K_SHOW).endswith(".")
    if rows:
        assert words.reading(rows[0]).turnout


def test_a_small_unanimous_poll_does_not_say_so():
    pools = freeze_pools([Clp(1, 1, "Ashford", 60)], 50)
    rows = published(pools, {1: {Answer.STRONGLY_FOR: 12}})

    assert words.headline(rows, k_show=K_SHOW) == (
        "Members broadly agree: over 75% for, under 25% against."
    )


def test_too_few_votes_give_no_table_and_a_sentence():
    pools = freeze_pools([Clp(1, 1, "Ashford", 60)], 50)
    rows = published(pools, {1: {Answer.FOR: 9}})

    assert rows == []
    assert words.headline(rows, k_show=K_SHOW) == (
        "Fewer than 10 people took part, so results are not shown."
    )


def test_regions_that_differ_are_named_and_the_total_adjusted_for_them():
    pools = freeze_pools([Clp(1, 1, "Ashford", 1000), Clp(2, 2, "Brent", 1000)], 50)
    many = {Answer.FOR: 400, Answer.AGAINST: 100}
    few = {Answer.FOR: 20, Answer.AGAINST: 80}
    total, *regions = published(pools, {1: many, 2: few}, down_to=Level.REGION)

    assert words.by_region(total, regions) == [
        "Support runs from 20% in Region 2 to 80% in Region 1.",
        (
            "Of those who took part, 70% are in favour. Were each region to count as it has "
            "members, it would be 50%, worth as much as 333 ballots. Weighting corrects which "
            "regions took part, not the fact that people chose to vote."
        ),
    ]
    assert words.by_region(total, regions[:1]) == []
