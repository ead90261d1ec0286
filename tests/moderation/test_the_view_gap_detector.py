"""The worked examples and the oracle table of the representation notes, C1."""

from random import Random

import pytest

from moderation.detectors.evidence import evidence, wilson_lower
from moderation.detectors.finding import Level
from moderation.detectors.view_gap import ViewGap, view_gaps

VOICES = (8, 10, 12, 15, 20, 25, 30, 40, 60)
# For each fair share: the largest number of voices, out of each of VOICES, that fires at E >= 20.
ORACLE = {
    0.10: (None, None, None, None, None, None, None, 0, 0),
    0.15: (None, None, None, None, None, 0, 0, 0, 2),
    0.20: (None, None, None, None, 0, 0, 0, 1, 4),
    0.25: (None, None, None, 0, 0, 0, 1, 3, 6),
    0.30: (None, None, 0, 0, 0, 1, 2, 4, 8),
    0.40: (0, 0, 0, 1, 2, 3, 4, 7, 13),
    0.50: (0, 0, 1, 2, 4, 5, 7, 11, 18),
    0.60: (1, 1, 2, 3, 5, 8, 10, 14, 24),
}


@pytest.mark.parametrize("fair_share", ORACLE)
def test_the_largest_number_of_voices_that_fires_is_the_one_in_the_table(fair_share: float) -> None:
    fired = tuple(
        max((v for v in range(total + 1) if evidence(v, total, fair_share) >= 20), default=None)
        for total in VOICES
    )

    assert fired == ORACLE[fair_share]


def test_the_wilson_bound_of_24_in_60_is_about_a_third() -> None:
    assert wilson_lower(24, 60) == pytest.approx(0.323, abs=0.0005)
    assert wilson_lower(0, 60) == pytest.approx(0, abs=1e-12)
    assert wilson_lower(0, 0) == 0
    assert wilson_lower(60, 60) < 1


@pytest.mark.parametrize(
    ("ballots", "voices", "expected", "level"),
    [
        ((24, 60), (1, 12), 3.8, Level.SILENT),
        ((24, 60), (4, 20), 1.1, Level.SILENT),
        ((24, 60), (2, 20), 7.8, Level.WATCH),
        ((24, 60), (1, 20), 29.6, Level.PROMPT),
        ((60, 150), (2, 40), 6776, Level.STRONG),
        ((12, 60), (0, 20), 9.8, Level.WATCH),
    ],
)
def test_the_worked_examples_come_out_as_written(
    ballots: tuple[int, int], voices: tuple[int, int], expected: float, level: Level
) -> None:
    gap = ViewGap("against", *ballots, *voices, positions=2)

    assert gap.evidence == pytest.approx(expected, abs=0.05, rel=1e-4)
    assert gap.level is level


@pytest.mark.parametrize(
    ("ballots", "voices"),
    [
        ({"for": 10, "against": 9}, {"for": 40, "against": 0}),  # 19 ballots
        ({"for": 30, "against": 70}, {"for": 7, "against": 0}),  # 7 voices
        ({"for": 910, "against": 90}, {"for": 500, "against": 0}),  # 9 % of the ballots
        ({"for": 500, "against": 500}, {"for": 590, "against": 410}),  # 9 points apart
        ({"for": 500, "against": 500}, {"for": 650, "against": 350}),  # 0.7 of the share
    ],
)
def test_too_little_data_or_too_small_a_gap_is_silent(
    ballots: dict[str, int], voices: dict[str, int]
) -> None:
    assert [gap.level for gap in view_gaps(ballots, voices)] == [Level.SILENT, Level.SILENT]


def test_voices_for_a_position_that_was_not_on_the_ballot_are_left_out() -> None:
    gaps = view_gaps({"for": 36, "against": 24}, {"for": 19, "against": 1, "unsure": 30})

    assert [(gap.position, gap.fires, gap.all_voices) for gap in gaps] == [
        ("for", False, 20),
        ("against", True, 20),
    ]


def sounds(random: Random, *, ballots: int, voices: int, share: float, voiced: float) -> bool:
    """Whether the alarm sounds after any voice, when `share` vote and `voiced` speak against."""
    against = sum(random.random() < share for _ in range(ballots))
    published = {"for": ballots - against, "against": against}
    heard = {"for": 0, "against": 0}
    for _ in range(voices):
        heard["against" if random.random() < voiced else "for"] += 1
        if any(gap.fires for gap in view_gaps(published, heard)):
            return True
    return False


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_balanced_discussions_sound_a_false_alarm_at_most_one_time_in_ten(seed: int) -> None:
    random = Random(seed)
    alarms = sum(sounds(random, ballots=60, voices=40, share=0.4, voiced=0.4) for _ in range(200))

    assert alarms <= 0.10 * 200


def test_a_view_with_two_ballots_in_five_and_one_voice_in_twenty_is_found() -> None:
    random = Random(4)
    found = sum(sounds(random, ballots=60, voices=30, share=0.4, voiced=0.05) for _ in range(200))

    assert found >= 0.80 * 200
