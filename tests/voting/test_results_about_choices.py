"""What a result of each kind says: in words, in tables, and how sure it is."""

import random
from collections import Counter

import pytest

from tests.voting.solving import any_poll
from voting import methods, publishing, tally
from voting.methods import EVERY, Asked, Choosing, Kind
from voting.pooling import Pool
from voting.publishing import Level
from voting.reading import choices as reading

CHOICES = ("Leave it as it is", "Build it", "Build half of it")
CHOOSING = [method for method in EVERY if isinstance(method, Choosing)]


def total_of(kind, said, eligible=1000, down_to=Level.TOTAL):
    """The total of a poll with these answers and how many gave each."""
    asked = Asked(methods.of(kind), CHOICES)
    pools = [Pool(1, 1, "Ashford", eligible)]
    counted = tally.count({1: Counter(said)}, asked)
    return publishing.table(
        pools, counted, asked=asked, regions={1: "Mercia"}, k_show=10, down_to=down_to
    )[0]


def choosing(kind):
    return next(method for method in CHOOSING if method.kind == kind)


def said_of(kind, said):
    total, method = total_of(kind, said), choosing(kind)
    headline = method.headline(total, CHOICES)
    return {**reading.reading(total, method, CHOICES), "headline": headline}


def test_approval_names_what_most_could_live_with_and_ties_as_ties():
    clear = said_of("approval", {"1,2": 60, "2": 40, "3": 20, "none": 20})
    tied = said_of("approval", {"1": 60, "2": 60, "3": 20, "1,2,3": 20})

    assert clear["headline"] == "71% could live with “Build it”, more than with any other choice."
    assert clear["label"] == "majority"
    assert clear["tables"][0]["lines"][0] == ("Build it", ("100", "71%"), True)
    assert clear["tables"][0]["lines"][-1] == ("None of these", ("20", "14%"), False)
    assert clear["outcome"] == {"most": [2]}
    assert "71%" not in clear["chance"]
    assert "net 4.65%" in clear["flip"]
    assert tied["headline"] == (
        "Level at the top: “Leave it as it is” and “Build it”; 50% could live with each."
    )
    assert (tied["label"], tied["outcome"]) == ("tie", {"most": [1, 2]})
    assert tied["flip"].startswith("Nothing leads alone")


def test_single_choice_names_the_most_chosen():
    said = said_of("single", {"1": 20, "2": 60, "3": 40})

    assert said["headline"] == "Chosen most: “Build it”, 50%."
    assert said["label"] == "no majority"


def test_resistance_names_the_least_resisted_and_keeps_blanks_out_of_the_mean():
    said = said_of("resistance", {"8,0,-": 40, "0,1,10": 40, "8,8,2": 40})
    means = {line[0]: line[1][0] for line in said["tables"][0]["lines"]}

    assert said["headline"] == "“Build it” meets the least resistance: 3.0 of 10."
    assert said["label"] == "low resistance"
    assert means == {"Build it": "3.0", "Leave it as it is": "5.3", "Build half of it": "6.0"}
    assert said["outcome"]["order"] == [2, 1, 3]
    assert said["flip"] == "A net 3.18% of the members who stayed silent would overturn the lead."


def test_ranking_names_the_choice_that_beats_all_others_or_says_that_none_does():
    clear = said_of("ranked", {"2>1>3": 60, "1>2>3": 40, "3>2>1": 30})
    circle = said_of("ranked", {"1>2>3": 60, "2>3>1": 50, "3>1>2": 40})
    level = said_of("ranked", {"1=2>3": 60, "3>1=2": 40, "1>2>3": 20, "2>1>3": 20})

    assert clear["headline"] == "“Build it” is preferred to every other choice."
    assert clear["label"] == "clear winner"
    assert clear["tables"][1]["lines"][1] == ("Build it", ("90", "", "100"), False)
    assert circle["label"] == "no clear winner"
    assert circle["outcome"]["condorcet_winner"] is None
    assert circle["headline"].endswith("By Schulze’s method “Leave it as it is” comes first.")
    assert level["headline"] == "Level at the top: “Leave it as it is” and “Build it”."
    assert level["label"] == "tie"


@pytest.mark.parametrize("method", CHOOSING, ids=lambda method: method.kind)
def test_any_result_can_be_put_in_words(method):
    chance, asked = random.Random(6), Asked(method, CHOICES)
    for _ in range(12):
        rows, _ = any_poll(chance, asked)
        regions = [row for row in rows if row.level is Level.REGION]
        assert all(said.endswith(".") for said in reading.across(regions, method, CHOICES))
        for total in rows[:1]:
            assert method.headline(total, CHOICES).endswith(".")
            for key in ("turnout", "chance", "flip"):
                assert reading.reading(total, method, CHOICES)[key].endswith(".")
            assert all(0 <= percent <= 100 for percent in total.percents.values())


def test_a_rounded_ranking_never_says_more_than_the_ballots():
    """The order from rounded shares, where one is given, is the order of the exact table."""
    chance, ranked = random.Random(9), choosing(Kind.RANKED)
    given = 0
    for _ in range(150):
        people = chance.randint(10, 60)
        orders = ["1>2>3", "2>3>1", "3>1>2", "1=2>3", "2>1=3", "3>2>1"]
        said = Counter(chance.choices(orders, [chance.random() for _ in orders], k=people))
        rounded = ranked.outcome(total_of("ranked", said), CHOICES)
        many = ranked.outcome(
            total_of("ranked", {order: 100 * times for order, times in said.items()}, 10**6),
            CHOICES,
        )
        if rounded["condorcet_winner"]:
            assert rounded["condorcet_winner"] == many["condorcet_winner"]
        if rounded["order"]:
            given += 1
            assert many["order"] == rounded["order"]
    assert given > 20
