"""Unseen minority (P6): people who agree on something, and nothing they support is on top.

An audit of *justified representation* (Aziz and others 2017; Halpern and others 2023 for the case
that not everybody has seen everything): where k places are shown, any group as large as one k-th
that agrees on something deserves one of them.

Rule. Of n people who found at least one post of a thread a good point, let u support a post that
is not on the first screen while *none* of the posts they support is on it. The first screen is the
first k = 10 posts as members see them. Fires when u ≥ n/k; n is at least 20 and u at least 3, for
below that single people could be told. Of several posts the one with the most such people, then
the oldest, is named. Nobody is sorted into groups, and the counts come from one query.

Source: representation notes C6, version 1 (23 of 180 people, k = 10: fires).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from moderation.detectors.finding import Detector, Finding

SCREEN = 10  # posts on the first screen (k)
LEAST_PEOPLE = 20
LEAST_UNSEEN = 3


@dataclass(frozen=True, slots=True)
class Unseen:
    """A post off the first screen: who supports it and nothing on the screen, among all."""

    number: int
    people: int
    all_people: int

    @property
    def fires(self) -> bool:
        """Whether they are many enough to deserve one of the places."""
        return (
            self.all_people >= LEAST_PEOPLE
            and self.people >= LEAST_UNSEEN
            and self.people * SCREEN >= self.all_people
        )


def findings(posts: Iterable[Unseen]) -> list[Finding]:
    """One, when a group goes unseen: the largest."""
    missing = [post for post in posts if post.fires]
    if not missing:
        return []
    largest = min(missing, key=lambda post: (-post.people, post.number))
    return [Finding(Detector.UNSEEN_MINORITY, str(largest.number), asdict(largest))]
