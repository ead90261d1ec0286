"""The order in which no side and nobody drowns the others. Pure.

Sides take turns by their shares of a published poll, as seats are given by Sainte-Laguë; within a
side everyone has one post before anyone has a second; the better liked comes first. How often
somebody posts, and how many of one mind press a button, gains their side no place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from math import sqrt
from random import Random

Z = 1.28  # of Wilson's bound: right four times in five on each side
FEW_READERS = 10
ONE_IN = 10  # every tenth place is for a post that few have read
HEARD_FROM = 0.05  # a side with this share of the poll has one of the first ten places …
HEARD_WEIGHT = 700  # … for which it takes this weight of 10,000, beside words of no side
LEAST_WEIGHT = 100
OTHER = "other"  # the lane of words that take no position
LANES = ("for", "against", "unsure", OTHER)
FEWEST_RATINGS = 5  # of a side, for common ground
FEWEST_SIDES = 2


class Order(StrEnum):
    """An order of the posts of a thread."""

    LANES = "lanes"
    OLDEST = "oldest"
    NEWEST = "newest"
    COMMON = "common"


NAMES = {
    Order.LANES: "The sides in turn",
    Order.OLDEST: "Oldest first",
    Order.NEWEST: "Newest first",
    Order.COMMON: "Common ground",
}
RULES = {
    Order.LANES: (
        "The sides take turns, as often as their shares of a published straw poll give them seats, "
        "or alike while there is none. On each side everyone has one post before anyone has a "
        "second, and first comes what more of its readers found a good point. Every tenth place "
        "is for a post that few have read. The order is the same for everybody; a new post takes "
        "its place within a minute."
    ),
    Order.OLDEST: "",
    Order.NEWEST: "",
    Order.COMMON: (
        "Posts that readers on every side found a good point. The side that liked a post least "
        "counts, and at least five readers of each side have had it before them."
    ),
}


def orders_of(*, has_option: bool) -> tuple[Order, ...]:
    """The orders a thread can be read in, the usual one first."""
    if has_option:
        return (Order.LANES, Order.OLDEST, Order.NEWEST, Order.COMMON)
    return (Order.OLDEST, Order.NEWEST)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A post: its number, who wrote it, its position, how many readers it had and who liked it."""

    number: int
    author_id: int
    position: str | None
    endorsed: int = 0
    readers: int = 0
    hidden: bool = False

    @property
    def lane(self) -> str:
        """Whose turn it is when it is shown."""
        return self.position if self.position in LANES else OTHER


def liked(endorsed: int, readers: int) -> float:
    """The least share of all readers that would like it, by Wilson's bound; 0 when none did."""
    n = max(readers, endorsed)
    if not endorsed:
        return 0.0
    share, square = endorsed / n, Z * Z
    middle = share + square / (2 * n)
    spread = Z * sqrt(share * (1 - share) / n + square / (4 * n * n))
    return max(0.0, (middle - spread) / (1 + square / n))


def weights(shares: Mapping[str, float] | None) -> dict[str, int]:
    """How much each lane weighs: by shares of a poll, or alike. Words of no side get a quarter."""
    if not shares:
        return dict.fromkeys(LANES, 1)
    sides = {lane: _weight(shares.get(lane, 0.0)) for lane in LANES if lane != OTHER}
    return {**sides, OTHER: sum(sides.values()) // 3}


def _weight(share: float) -> int:
    return max(round(10_000 * share), HEARD_WEIGHT if share >= HEARD_FROM else LEAST_WEIGHT)


def next_seat(seats: Mapping[str, int], weight: Mapping[str, int], lanes: Sequence[str]) -> str:
    """Sainte-Laguë: the next seat goes to the largest weight ÷ (2 × seats + 1).

    Of two that are equal, to whoever has fewer seats.
    """
    return max(lanes, key=lambda lane: (Fraction(weight[lane], 2 * seats[lane] + 1), -seats[lane]))


def arranged(
    posts: Iterable[Ranked], *, shares: Mapping[str, float] | None = None, seed: str = ""
) -> list[int]:
    """The numbers of the posts in their order. The first opens the thread and stays first.

    The same `seed` gives the same order: it chooses among posts that few have read.
    """
    first, *rest = sorted(posts, key=lambda post: post.number)
    chance = Random(seed)  # noqa: S311 — which of the little read ones is shown is no secret
    queues = {lane: _queue([p for p in rest if p.lane == lane], chance) for lane in LANES}
    weight, seats = weights(shares), defaultdict[str, int](int)
    order = [first.number]
    while lanes := [lane for lane in LANES if queues[lane].left]:
        lane = next_seat(seats, weight, lanes)
        seats[lane] += 1
        order.append(queues[lane].take(little_read=len(order) % ONE_IN == 0))
    return order


@dataclass(slots=True)
class _Queue:
    """The posts of one lane that wait for a turn, round by round."""

    rounds: list[tuple[int, int]]  # (round, number), the next one last
    little_read: dict[int, list[int]]  # round -> numbers that few have read, the next one last
    left: int = 0
    taken: set[int] = field(default_factory=set)

    def take(self, *, little_read: bool) -> int:
        """The next number; of those that few have read when asked, if this round has one."""
        while self.rounds[-1][1] in self.taken:
            self.rounds.pop()
        here, number = self.rounds[-1]
        rare = self.little_read.get(here, [])
        while little_read and rare:
            candidate = rare.pop()
            if candidate not in self.taken:
                number = candidate
                break
        self.taken.add(number)
        self.left -= 1
        return number


def _queue(posts: Sequence[Ranked], chance: Random) -> _Queue:
    best_first = sorted(
        posts, key=lambda post: (post.hidden, -liked(post.endorsed, post.readers), post.number)
    )
    spoken: dict[int, int] = defaultdict(int)
    rounds: list[tuple[int, int]] = []
    little_read: dict[int, list[int]] = defaultdict(list)
    for post in best_first:
        spoken[post.author_id] += 1
        here = spoken[post.author_id] if not post.hidden else len(posts) + 1
        rounds.append((here, post.number))
        if post.readers < FEW_READERS and not post.hidden:
            little_read[here].append(post.number)
    rounds.sort(key=lambda one: one[0], reverse=False)
    for numbers in little_read.values():
        chance.shuffle(numbers)
    return _Queue(rounds[::-1], little_read, left=len(rounds))


@dataclass(frozen=True, slots=True)
class Rated:
    """A post: of each side, how many readers it had and how many of them liked it."""

    number: int
    sides: Mapping[str, tuple[int, int]]  # side -> (liked, readers)


def common_ground(posts: Iterable[Rated], *, most: int) -> list[int]:
    """The numbers of posts that every side liked, the best bridge first; at most `most`.

    A bridge is as strong as its weaker end: (liked + 1) ÷ (readers + 2) of the side that liked it
    least. Left out is what a side did not like at all, or fewer than 5 of it have read.
    """
    found = [
        (-min((liked + 1) / (readers + 2) for liked, readers in post.sides.values()), post.number)
        for post in posts
        if len(post.sides) >= FEWEST_SIDES
        and all(liked and readers >= FEWEST_RATINGS for liked, readers in post.sides.values())
    ]
    return [number for _, number in sorted(found)[:most]]
