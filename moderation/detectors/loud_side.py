"""Loud side (P3b): one side writes more often than its people are many.

Formula. Let x of X posts and v of V people be on a side: *persistence inflation* is
PI = (x/X) / (v/V). One loud person makes any side look loud, so PI alone says little: a
*permutation test* deals the sides out to the people again, at random, 999 times, each keeping their
number of posts and each side its number of people; p is the share of deals in which this side has
as many posts or more, p = (1 + those) / 1,000 (Fisher 1935; Phipson and Smyth 2010 for the 1). The
deals are seeded, so the same thread gives the same answer. Dealing stops when p can no longer be
small: p is then told as what it is so far.

Fires when all hold: at least 30 posts, at least 10 people, PI ≥ 1.3 and p ≤ 0.02. A person's side
is the one they took last, and all their posts with a side count for it.

Source: representation notes C3 (P3b), where one look at p ≤ 0.05 sounds falsely in 4 % and finds a
side that posts five times as often in 88 %; in twenty real conversations no side passed, only loud
people. The worker looks after every post, which at 0.05 sounds falsely in one discussion of ten
(`moderation.simulation`); at 0.02 it is one of twenty, and what is found stays the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from random import Random

from moderation.detectors.finding import Detector, Finding
from moderation.detectors.said import OPPOSED, Said, last_positions

LEAST_POSTS = 30
LEAST_PEOPLE = 10
LEAST_INFLATION = 1.3
LARGEST_CHANCE = 0.02  # at each of many looks
DEALS = 999


@dataclass(frozen=True, slots=True)
class Loudness:
    """The posts and people of one side among all; `chance` is p, from 0 to 1."""

    position: str
    posts: int
    all_posts: int
    people: int
    all_people: int
    chance: float

    @property
    def inflation(self) -> float:
        """How many times its fair share of posts the side has (PI)."""
        return (self.posts / self.all_posts) / (self.people / self.all_people)


def chance_of(posts_each: Sequence[int], people: int, posts: int, *, seed: str) -> float:
    """How often so many people, drawn from these at random, have so many posts or more (p)."""
    deal = Random(seed)  # noqa: S311 — a test that anybody can repeat, no secret
    few, from_all = min(people, len(posts_each) - people), sum(posts_each)
    reached, most = 0, LARGEST_CHANCE * (DEALS + 1) - 1
    for deals in range(1, DEALS + 1):
        drawn = sum(deal.sample(posts_each, few))
        reached += (drawn if few == people else from_all - drawn) >= posts
        if reached > most:
            return (1 + reached) / (1 + deals)
    return (1 + reached) / (1 + DEALS)


def loud_sides(posts: Iterable[Said], *, seed: str) -> list[Loudness]:
    """The sides that are louder than their people are many, and not by chance."""
    sided = [post for post in posts if post.side is not None and post.counts]
    side_of = last_positions(sided)
    each = Counter(post.person for post in sided)
    if len(sided) < LEAST_POSTS or len(each) < LEAST_PEOPLE:
        return []
    people = Counter(side_of.values())
    counts = [each[person] for person in sorted(each)]
    found = []
    for side in OPPOSED:
        posts_of = sum(each[person] for person, other in side_of.items() if other == side)
        if posts_of * len(each) < LEAST_INFLATION * people[side] * len(sided) or not people[side]:
            continue
        chance = chance_of(counts, people[side], posts_of, seed=f"{seed}/{side}")
        if chance <= LARGEST_CHANCE:
            found.append(
                Loudness(side, posts_of, len(sided), people[side], len(each), round(chance, 3))
            )
    return found


def findings(posts: Iterable[Said], *, seed: str) -> list[Finding]:
    """One for each loud side: at most one of the two can be."""
    return [
        Finding(Detector.LOUD_SIDE, one.position, asdict(one))
        for one in loud_sides(posts, seed=seed)
    ]
