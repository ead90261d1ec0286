"""Dominance (P3a): a few people write most of a thread.

Looks at how the posts of a thread are spread over those who wrote them, not at what they say.

Formula. Let s_i be person i's share of the posts. The number of *effective speakers* is 1/Σs_i²
(the inverse of Simpson's index; Laakso and Taagepera 1979 count parties so): 6 people who write
alike are 6, and 6 of whom one writes nearly all are hardly more than 1. Beside it stand the share
of the person who writes most, and of the three who write most.

Fires when all hold: at least 15 posts, at least 6 speakers, and one person has 40 % of the posts or
three have 70 %. Three people reach 70 % now and then where nobody means to (one thread of some
fifteen, with activity as uneven as usual), so the prompt offers to slow the thread down for all
alike, and never names anybody.

Source: representation notes C3 (P3a), with simulations and twenty real conversations there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from moderation.detectors.finding import Detector, Finding
from moderation.detectors.said import Said

LEAST_POSTS = 15
LEAST_SPEAKERS = 6
MOST_OF_ONE = 0.40
MOST_OF_THREE = 0.70


@dataclass(frozen=True, slots=True)
class Spread:
    """How the posts of a thread are spread over those who wrote them; shares from 0 to 1."""

    posts: int
    speakers: int
    effective: float
    top_1: float
    top_3: float

    @property
    def fires(self) -> bool:
        """Whether a few dominate."""
        return (
            self.posts >= LEAST_POSTS
            and self.speakers >= LEAST_SPEAKERS
            and (self.top_1 >= MOST_OF_ONE or self.top_3 >= MOST_OF_THREE)
        )


def spread(posts_each: Collection[int]) -> Spread:
    """The spread of posts, from how many each person wrote. All zero when nobody wrote."""
    posts = sum(posts_each)
    if not posts:
        return Spread(0, 0, 0.0, 0.0, 0.0)
    most = sorted(posts_each, reverse=True)
    squares = sum(count * count for count in posts_each)
    return Spread(
        posts, len(posts_each), posts * posts / squares, most[0] / posts, sum(most[:3]) / posts
    )


def findings(posts: Iterable[Said]) -> list[Finding]:
    """One, when a few people dominate the thread."""
    found = spread(Counter(post.person for post in posts).values())
    if not found.fires:
        return []
    figures = {
        "posts": found.posts,
        "speakers": found.speakers,
        "effective": round(found.effective, 1),
        "top_1": round(found.top_1, 3),
        "top_3": round(found.top_3, 3),
    }
    return [Finding(Detector.DOMINANCE, "", figures)]
