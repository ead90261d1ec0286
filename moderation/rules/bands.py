"""How a group is heard, in a few words and no number. Pure.

Bands are for groups of at least 50 members who described themselves, of whom at least ten would
speak if all were heard alike: from smaller ones a person could be told. When one group of a
question is left out, the smallest of the others is too, so that nothing follows from the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from moderation.detectors.group_gap import GREATEST_RATIO, Group, groups_missing

LEAST_MEMBERS = 50
LEAST_EXPECTED = 10
LEAST_NUMBER = 10  # people; the 10-5 rule: fewer are not told, more to the nearest five
TO_NEAREST = 5
ABOUT = 0.85  # of its share of speakers: from there it is about as expected


class Band(StrEnum):
    """How often a group is heard beside how many it is."""

    AS_EXPECTED = "about as expected"
    BELOW = "below what its members would be"
    WELL_BELOW = "well below what its members would be"
    NOT_SHOWN = "too few to say"


def bands(groups: Sequence[Group]) -> dict[str, Band]:
    """The band of each group of one question, by its name, in their order."""
    members, speakers = sum(one.members for one in groups), sum(one.speakers for one in groups)
    shown = _shown(groups, members, speakers)
    missing = set(groups_missing(groups))
    return {
        one.name: _band(one, members, speakers, missing) if one.name in shown else Band.NOT_SHOWN
        for one in groups
    }


def _shown(groups: Sequence[Group], members: int, speakers: int) -> set[str]:
    large = [
        one
        for one in groups
        if one.members >= LEAST_MEMBERS
        and speakers * one.members >= LEAST_EXPECTED * members
        and speakers > 0
    ]
    if len(groups) - len(large) == 1:
        large.remove(min(large, key=lambda one: (one.members, one.name)))
    return {one.name for one in large} if len(large) > 1 else set()


def _band(one: Group, members: int, speakers: int, missing: set[str]) -> Band:
    ratio = one.speakers * members / (speakers * one.members)
    if one.name in missing and ratio <= GREATEST_RATIO:
        return Band.WELL_BELOW
    return Band.AS_EXPECTED if ratio >= ABOUT else Band.BELOW


def rounded(people: int) -> str:
    """A number of people by the 10-5 rule: “fewer than 10”, or to the nearest five."""
    if people < LEAST_NUMBER:
        return f"fewer than {LEAST_NUMBER}"
    return f"about {(2 * people + TO_NEAREST) // (2 * TO_NEAREST) * TO_NEAREST:,}"
