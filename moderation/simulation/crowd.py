"""People who hold a side, vote, and write more or less often; their groups on the roll."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from moderation.detectors.said import Said

FOR, AGAINST = "for", "against"
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
UNEVENNESS = 1.0  # of the lognormal law of how often people write: its sigma
BETWEEN_POSTS = timedelta(hours=4)  # six posts a day


@dataclass(frozen=True, slots=True)
class Crowd:
    """Who discusses and votes. `share` of all members are for; they speak up at `rate` of others.

    Every one of the `people` writes at least once; what is left of the `posts` goes by how active
    each is. A rate of 1 is a fair discussion.
    """

    people: int = 40
    posts: int = 120
    ballots: int = 60
    share: float = 0.4
    rate: float = 1.0

    @property
    def voiced(self) -> float:
        """The share of those who speak that is for."""
        speaking = self.share * self.rate
        return speaking / (speaking + 1 - self.share)


def ballots(chance: Random, crowd: Crowd) -> dict[str, int]:
    """The count of a poll among members drawn at random."""
    for_it = sum(chance.random() < crowd.share for _ in range(crowd.ballots))
    return {FOR: for_it, AGAINST: crowd.ballots - for_it}


def posts(chance: Random, crowd: Crowd) -> list[Said]:
    """What they write, in the order of time."""
    sides = [FOR if chance.random() < crowd.voiced else AGAINST for _ in range(crowd.people)]
    everyone = range(crowd.people)
    activity = [chance.lognormvariate(0, UNEVENNESS) for _ in everyone]
    writers = [*everyone, *chance.choices(everyone, activity, k=crowd.posts - crowd.people)]
    chance.shuffle(writers)
    return [
        Said(number, person, sides[person], BEGAN + number * BETWEEN_POSTS)
        for number, person in enumerate(writers, 1)
    ]


def speakers(
    chance: Random, members: Sequence[int], rates: Sequence[float], count: int
) -> list[int]:
    """The groups of so many members, in the order in which they first speak.

    `members` says how many are of each group, `rates` how readily each group speaks. Nobody comes
    twice: whoever is first is drawn by exponential waiting times.
    """
    waiting = (
        (chance.expovariate(rate), group)
        for group, (size, rate) in enumerate(zip(members, rates, strict=True))
        for _ in range(size)
    )
    return [group for _, group in sorted(waiting)[:count]]
