"""The arithmetic of the support scale: known figures, and what must hold for any poll."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voting.methods.support_scale import (
    RESISTANCE,
    SCALE,
    Answer,
    Label,
    Thresholds,
    agreement,
    strength,
)
from voting.methods.uncertainty import flip_share, wilson
from voting.methods.weighting import Cell, weighted

PEOPLE = st.integers(0, 500_000)
STEPS = st.lists(PEOPLE, min_size=5, max_size=5).filter(any)
HISTOGRAMS = st.fixed_dictionaries(dict.fromkeys(Answer, PEOPLE)).filter(
    lambda histogram: any(histogram[answer] for answer in SCALE)
)


def steps(*counts: int) -> dict[Answer, int]:
    return dict(zip(SCALE, counts, strict=True))


# -- van der Eijk's A -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([50, 0, 0, 0, 50], -1.00),
        ([35, 10, 5, 15, 35], -0.47),
        ([5, 10, 50, 25, 10], +0.52),
        ([20, 20, 20, 20, 20], 0.0),
        ([0, 0, 0, 0, 7], 1.0),
        ([0, 50, 50, 0, 0], 0.75),
    ],
)
def test_agreement_has_the_figures_of_the_literature(counts, expected):
    assert float(agreement(counts)) == pytest.approx(expected, abs=0.006)


@given(STEPS)
def test_agreement_lies_between_two_camps_and_one_mind(counts):
    assert -1 <= agreement(counts) <= 1


@given(STEPS, st.integers(1, 50))
def test_agreement_does_not_depend_on_how_many_were_asked_or_which_side_is_which(counts, times):
    assert agreement([count * times for count in counts]) == agreement(counts)
    assert agreement(counts[::-1]) == agreement(counts)


# -- the indicators -------------------------------------------------------------------------


@given(HISTOGRAMS)
def test_every_indicator_stays_on_its_scale(histogram):
    found = strength(histogram)

    assert found is not None
    assert -2 <= found.mean <= 2
    assert 0 <= found.resistance <= 10
    assert 0 <= found.more_information <= 1
    assert found.acceptance == pytest.approx(1 - found.against)
    assert found.in_favour + found.against <= 1 + 1e-9


@given(HISTOGRAMS)
def test_abstaining_changes_no_indicator(histogram):
    assert strength(histogram) == strength({**histogram, Answer.ABSTAIN: 0})


@given(HISTOGRAMS, st.sampled_from([Answer.FOR, Answer.STRONGLY_FOR]))
def test_one_more_voice_for_it_never_lowers_support(histogram, answer):
    before, after = strength(histogram), strength({**histogram, answer: histogram[answer] + 1})

    assert before is not None
    assert after is not None
    assert after.in_favour >= before.in_favour
    assert after.against <= before.against


@given(HISTOGRAMS)
def test_turning_the_question_round_turns_the_mean_round(histogram):
    turned = dict(zip(SCALE, [histogram[answer] for answer in list(SCALE)[::-1]], strict=True))
    found, other = strength(histogram), strength(turned)

    assert found is not None
    assert other is not None
    assert other.mean == pytest.approx(-found.mean)
    assert other.agreement == pytest.approx(found.agreement)


def test_indicators_are_worked_out_by_hand_once():
    found = strength(
        {**steps(35, 10, 5, 15, 35), Answer.MORE_INFORMATION: 25, Answer.ABSTAIN: 1000}
    )

    assert found is not None
    assert found.mean == pytest.approx(0.05)
    assert found.resistance == pytest.approx((350 + 60 + 15 + 15) / 100)
    assert (found.in_favour, found.against) == (0.5, 0.45)
    assert found.more_information == pytest.approx(0.2)
    assert list(RESISTANCE.values()) == [10, 6, 3, 1, 0]


def test_nobody_on_the_scale_is_no_result():
    assert strength({Answer.ABSTAIN: 12, Answer.MORE_INFORMATION: 3}) is None


@pytest.mark.parametrize(
    ("counts", "label"),
    [
        ((0, 5, 20, 50, 25), Label.CONSENSUS),
        ((50, 0, 0, 0, 50), Label.DIVIDED),
        ((35, 10, 5, 15, 35), Label.DIVIDED),
        ((10, 20, 20, 30, 20), Label.LEANING),
    ],
)
def test_the_label_follows_the_printed_thresholds(counts, label):
    found = strength(steps(*counts))

    assert found is not None
    assert found.label(Thresholds()) is label


# -- uncertainty ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("population", "low", "high"), [(None, 0.60, 0.86), (60, 0.66, 0.82), (40, 0.75, 0.75)]
)
def test_thirty_of_forty_has_the_interval_of_the_books(population, low, high):
    interval = wilson(30, 40, population)

    assert interval.low == pytest.approx(low, abs=0.006)
    assert interval.high == pytest.approx(high, abs=0.006)


@given(st.integers(1, 5000), st.floats(0, 1), st.integers(0, 500_000))
def test_an_interval_holds_the_share_and_shrinks_when_fewer_were_left_unasked(asked, share, more):
    successes = round(asked * share)
    endless, finite = wilson(successes, asked), wilson(successes, asked, asked + more)

    assert 0 <= endless.low <= successes / asked + 1e-9
    assert successes / asked - 1e-9 <= endless.high <= 1
    assert finite.high - finite.low <= endless.high - endless.low + 1e-9


def test_few_of_the_silent_could_turn_a_large_poll_and_nobody_a_full_one():
    share = flip_share(9_000, 4_000, eligible=500_000, took_part=13_000)

    assert share is not None
    assert math.isclose(share, 0.0103, abs_tol=0.00005)
    assert flip_share(200, 100, eligible=400, took_part=300) is None


def test_groups_that_took_part_less_weigh_as_much_as_they_have_members():
    # The worked example of representation notes C2: of 150 members 60 are younger.
    found = weighted([Cell(60, 12, 10 / 12), Cell(90, 48, 0.5)])

    assert found is not None
    assert (round(found.raw, 2), round(found.share, 2)) == (0.57, 0.63)
    assert found.as_good_as == pytest.approx(48)
    # No weight is above three; a group of fewer than ten is weighed with the next.
    trimmed = weighted([Cell(900, 10, 1.0), Cell(100, 90, 0.0)])
    assert trimmed is not None
    assert trimmed.share == pytest.approx(10 * 3 / (10 * 3 + 90 * 0.3))
    assert weighted([Cell(50, 9, 1.0), Cell(50, 9, 0.0)]) is None
    assert weighted([Cell(1000, 100, 0.8), Cell(1000, 0, 0.0)]) is None
