from datetime import timedelta

from moderation.detectors.no_case import positions_without_a_case

THREE_DAYS = timedelta(hours=72)


def test_a_side_with_ballots_and_no_argument_is_named_after_three_days() -> None:
    ballots = {"for": 48, "against": 12}

    assert positions_without_a_case(ballots, {"for": 4}, listed_for=THREE_DAYS) == ["against"]
    assert positions_without_a_case(ballots, {"for": 4}, listed_for=THREE_DAYS / 2) == []
    assert positions_without_a_case(ballots, {"for": 4, "against": 1}, listed_for=THREE_DAYS) == []


def test_few_ballots_name_nobody() -> None:
    assert positions_without_a_case({"for": 15, "against": 4}, {}, listed_for=THREE_DAYS) == []
    assert (
        positions_without_a_case({"for": 46, "against": 4}, {"for": 1}, listed_for=THREE_DAYS) == []
    )
    assert (
        positions_without_a_case({"for": 91, "against": 9}, {"for": 1}, listed_for=THREE_DAYS) == []
    )
