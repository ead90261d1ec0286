"""A group well below its share of those who speak is said; nobody, and no small group, is named."""

import pytest

from moderation.detectors.group_gap import Group, groups_missing


def groups(*counts):
    return [Group(f"group {number}", *pair) for number, pair in enumerate(counts)]


@pytest.mark.parametrize(
    ("counts", "missing"),
    [
        (((50, 1), (45, 14), (55, 15)), ["group 0"]),  # one of thirty, where ten would be fair
        (((50, 10), (45, 9), (55, 11)), []),
        (((50, 7), (45, 11), (55, 12)), []),  # could be chance
        (((50, 0), (45, 9), (55, 10)), []),  # nineteen have spoken: too few to say
        (((49, 1), (46, 14), (55, 15)), []),  # too few members to speak of
        (((500, 0), (4500, 15), (5500, 15)), []),  # two would be fair
        (((60, 30), (0, 0), (0, 0)), []),
        ((), []),
    ],
)
def test_only_what_is_no_chance_is_said(counts, missing):
    assert groups_missing(groups(*counts)) == missing
