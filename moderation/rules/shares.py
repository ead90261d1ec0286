"""Three shares side by side: posts, people and ballots, each as far as it may be said. Pure.

One person who writes twelve posts is one voice; a ballot is one member's. Side by side the three
show when a few persistent people drown out what many hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from deliberation.rules import SIDES

LEAST_POSTS = 12
FEWEST_FOR_PERCENT = 10  # people or posts; of fewer the numbers are said themselves


@dataclass(frozen=True, slots=True)
class Published:
    """What was published of a poll: shares by side in words, who voted and who could."""

    shares: Mapping[str, str]
    voted: str  # “60”, or “about 60” where it was rounded
    members: int


@dataclass(frozen=True, slots=True)
class Line:
    """What is shown; `rows` are a side, its posts, its people and its ballots, in words."""

    sentence: str
    counts: str
    rows: list[list[str]]


def line(
    posts: Mapping[str, int], people: Mapping[str, int], spoken: int, published: Published
) -> Line | None:
    """The three shares of those who took a side; None when nobody did.

    `posts` and `people` are counts by side, `spoken` all who have spoken, with a side or without.
    """
    if not sum(posts.values()) or not sum(people.values()):
        return None
    rows = [
        [side.value, share(posts, side), share(people, side), published.shares[side]]
        for side in SIDES
    ]
    _, in_posts, in_people, in_ballots = rows[0]
    return Line(
        f"For {in_posts} of posts · {in_people} of people · {in_ballots} of ballots.",
        f"{_people(spoken)} spoken; {published.voted} voted; {published.members:,} are members.",
        rows,
    )


def share(counts: Mapping[str, int], side: str) -> str:
    """“72%”, or “2 of 5” of so few that a per cent would say too much; to the whole per cent."""
    whole = sum(counts.values())
    if whole < FEWEST_FOR_PERCENT:
        return f"{counts[side]:,} of {whole:,}"
    return f"{(200 * counts[side] + whole) // (2 * whole)}%"


def _people(count: int) -> str:
    return "1 person has" if count == 1 else f"{count:,} people have"
