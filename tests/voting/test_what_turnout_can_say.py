"""Those who took part chose to: bounds are said for all members, and they hold whatever is true."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.rules.turnout import (
    absent_sentence,
    hands_sentence,
    support_bounds,
    turnout_sentence,
)
from voting import words
from voting.methods.support_scale import Answer
from voting.pooling import shown_people, shown_percent
from voting.rows import Level, Row


def test_the_sentence_of_a_low_turnout_says_both_ends():
    assert turnout_sentence(12, 150, 9 / 12) == (
        "12 of 150 members took part. If everyone absent agreed or disagreed, support would be "
        "anywhere from 6% to 98%. Treat this as a discussion, not a mandate."
    )
    assert hands_sentence(there=14, guests=2, members=150, hands=[("For", 9), ("Against", 3)]) == (
        "12 of 150 members were there. If everyone absent agreed or disagreed, support for “For” "
        "would be anywhere from 6% to 98%. Treat this as a discussion, not a mandate."
    )


@pytest.mark.parametrize(
    ("took_part", "share", "said"),
    [(90, 1.0, "more than half"), (90, 0.1, "less than half"), (150, 0.5, "")],
)
def test_what_the_absent_cannot_turn_is_said_too(took_part, share, said):
    sentence = absent_sentence(took_part, 150, share)

    assert said in sentence
    assert "discussion" not in sentence
    assert bool(sentence) == bool(said)


@given(st.data(), st.integers(10, 400), st.integers(0, 5_000))
def test_no_truth_lies_outside_the_bounds_of_a_rounded_table(data, took_part, absent):
    agree = data.draw(st.integers(0, took_part))
    strongly = data.draw(st.integers(0, agree))
    silent_agree = data.draw(st.integers(0, absent))
    members = took_part + absent
    counts = {
        **dict.fromkeys(Answer, 0),
        Answer.STRONGLY_FOR: strongly,
        Answer.FOR: agree - strongly,
        Answer.AGAINST: took_part - agree,
    }
    row = Row(
        level=Level.TOTAL,
        label="All",
        eligible=members,
        took_part=shown_people(took_part),
        percents={answer: shown_percent(count, took_part) for answer, count in counts.items()},
        counts=None,
    )
    low, high = words.bounds_of(row)

    assert low <= 100 * (agree + silent_agree) / members <= high
    assert support_bounds(took_part, members, agree / took_part)[0] >= low
