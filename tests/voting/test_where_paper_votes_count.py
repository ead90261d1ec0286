"""Which line of a result paper votes come into, and how totals are read. Pure."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voting import methods, publishing, tally
from voting.methods import Asked
from voting.methods.support_scale import Answer
from voting.paper import draw, joining, sheet
from voting.paper.joining import Part
from voting.paper.sheet import NotTotals, Typed
from voting.pooling import Pool
from voting.publishing import Level, table
from voting.tally import Tally

FOR, AGAINST = Answer.FOR.value, Answer.AGAINST.value
POOLS = [
    Pool(1, 1, "Ashford Vale", 60),
    Pool(2, 1, "Brambleton", 50),
    Pool(3, 1, "Chalkdown", 50),
    Pool(4, 2, "Leabank", 90),
]


def votes(*by_pool: int) -> Tally:
    """So many for it on the web in each pool."""
    return Tally(
        {pool: Counter({FOR: count}) for pool, count in enumerate(by_pool, 1)},
        dict(enumerate(by_pool, 1)),
    )


def part(ballots: int, *pools: int) -> Part:
    return Part(frozenset(pools), {AGAINST: ballots}, ballots)


def shown(web: Tally, *parts: Part) -> list[tuple[str, int]]:
    """The lines of groups: what they are called and how many are in them."""
    rows = table(
        POOLS,
        joining.added(web, parts),
        asked=methods.ON_A_SCALE,
        regions={1: "South", 2: "North"},
        k_show=10,
        down_to=Level.POOL,
        together=joining.together(parts),
    )
    return [(row.label, row.took_part) for row in rows if row.level is Level.POOL]


def test_envelopes_of_one_pool_count_in_that_pool():
    counted = joining.added(votes(20, 20, 20, 20), [part(12, 2)])

    assert counted.ballots == {1: 20, 2: 32, 3: 20, 4: 20}
    assert counted.cells_of(2) == {FOR: 20, AGAINST: 12}


def test_pools_whose_envelopes_were_opened_together_are_shown_in_one_line():
    assert shown(votes(40, 40, 40, 60), part(20, 1, 3)) == [
        ("Ashford Vale, Chalkdown", 100),
        ("Brambleton", 40),
    ]
    assert joining.together([part(9, 1, 2), part(9, 4), part(9, 2, 3)]) == [frozenset({1, 2, 3})]


def test_a_line_with_paper_counts_as_its_votes_on_the_web_or_as_all_when_there_are_none():
    """Whoever counted the paper votes can subtract them."""
    for web, size in ((20, 20), (0, 35), (9, 9)):
        counted = joining.added(votes(web, 40, 40, 60), [part(35, 1)])
        assert publishing._group(POOLS[0], counted).size == size


@given(
    st.tuples(*[st.integers(0, 40)] * 4),
    st.lists(st.tuples(st.integers(0, 3), st.sets(st.integers(1, 3), min_size=1)), max_size=4),
)
def test_the_whole_stays_exact_and_every_pool_is_in_one_line(web, batches):
    parts = [part(ballots, *numbers) for ballots, numbers in batches]

    counted = joining.added(votes(*web), parts)
    sets = joining.together(parts)

    paper = sum(one.ballots for one in parts)
    assert counted.total == sum(web) + paper
    assert sum(counted.paper.values()) == paper
    assert sum(map(len, sets)) == len(frozenset().union(*sets))
    assert all(any(one.pools <= line for line in sets) for one in parts if len(one.pools) > 1)


@given(st.lists(st.sampled_from(["1>2>3", "2=3>1", "3>1=2", "1=2=3", "2>1>3"]), max_size=12))
def test_adding_paper_totals_equals_adding_the_ballots(answers):
    asked = Asked(methods.of("ranked"), ("A", "B", "C"))
    typed = Typed({}, answers, blank=1, spoiled=0)

    totals = sheet.totals(typed, asked, envelopes=len(answers) + 1)

    counted = tally.count({1: Counter(answers)}, asked)
    assert sheet.choices_of(totals) == +Counter(counted.cells_of(1))
    assert totals[sheet.BALLOTS] == len(answers)


@pytest.mark.parametrize(
    ("kind", "lines", "wrong"),
    [
        ("ranked", ["2 > 1 = 3", "3", "1>2"], "2>9"),
        ("resistance", ["0, 10, -", "3 4 5", "10,10,0"], "0,11,2"),
    ],
)
def test_ballots_are_typed_as_lines_in_any_order_and_a_wrong_one_is_named(kind, lines, wrong):
    asked = Asked(methods.of(kind), ("A", "B", "C"))

    totals = sheet.totals(Typed({}, lines, 0, 0), asked, envelopes=3)
    again = sheet.totals(Typed({}, lines[::-1], 0, 0), asked, envelopes=3)

    assert totals == again
    assert all(sheet.words(cell, asked) for cell in totals)
    with pytest.raises(NotTotals, match="Line 2"):
        sheet.totals(Typed({}, [lines[0], wrong], 0, 0), asked, envelopes=2)


def test_ticks_may_be_more_than_ballots_and_none_may_be_more_than_all():
    asked = Asked(methods.of("approval"), ("A", "B"))

    def read(numbers: dict[str, int]) -> int:
        return sheet.totals(Typed(numbers, [], 0, 0), asked, envelopes=10)[sheet.BALLOTS]

    assert read({"1": 8, "2": 7, "none": 1}) == 10
    for numbers in ({"1": 11}, {"1": 8, "none": 3}, {"1": 4, "2": 3, "none": 1}):
        with pytest.raises(NotTotals):
            read(numbers)


def test_where_two_sheets_differ_is_told_and_not_by_how_much():
    assert sheet.differing({FOR: 3, AGAINST: 7}, {FOR: 3, AGAINST: 6, "=blank": 1}) == [
        "=blank",
        AGAINST,
    ]


def test_anybody_who_knows_the_seed_draws_the_same_batches():
    seed = draw.seed("ab" * 16, [b"t" * 10])

    assert draw.by_lot(seed, range(1, 41), 5) == draw.by_lot(seed, reversed(range(1, 41)), 5)
    assert [len(draw.by_lot(seed, range(n), 5)) for n in (0, 1, 20, 21, 100)] == [0, 1, 1, 2, 5]
    assert draw.seed("ab" * 16, [b"u" * 10]) != seed


@pytest.mark.parametrize(
    ("cells", "ballots", "is_so"),
    [
        ({"strongly-for": 15, "for": 5}, 20, True),
        ({"strongly-for": 10, "against": 10}, 20, False),
        ({"for": 19, "against": 1}, 20, False),  # exactly 95%
        ({"1": 20}, 20, True),
        ({}, 0, False),
    ],
)
def test_a_batch_of_which_nearly_all_say_the_same_is_one_sided(cells, ballots, is_so):
    assert draw.is_one_sided(cells, ballots) is is_so
