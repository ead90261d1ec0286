"""Missing answers (P4): points that nobody on another side has replied to. Three rules.

*Unanswered argument*: a post for or against that at least 3 people found a good point and that
nobody of another position has answered in 72 hours; one that only has 20 readers is watched, for in
every lively thread there is one. *Unanswered question*: a post that asks a question and that nobody
else has answered in 72 hours. Neither is statistical. Of several, the one with the most support is
named, then the oldest.

*One-sided answering*: let u of n arguments be unanswered on one side and u' of n' on the other, d
the difference of these shares p and p'. Its interval is Newcombe's (1998, method 10), from the
Wilson bounds l and h of both with z = 1.96: from d − √((p−l)² + (h'−p')²) to
d + √((h−p)² + (p'−l')²). Fires when its lower end is above 0, d ≥ 20 points and each side has at
least 8 arguments.

What is an answer: a post by somebody else that replies to it or, replying to none, stands right
below it. One to an argument must not take the same side.

Source: representation notes C4, with the worked example 9 of 12 against 2 of 14.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from moderation.detectors.evidence import wilson
from moderation.detectors.finding import Detector, Finding, Level
from moderation.detectors.said import OPPOSED, QUESTION, Said, mostly_untagged

PATIENCE = timedelta(hours=72)
LEAST_ENDORSED = 3
LEAST_READERS = 20
LEAST_ARGUMENTS = 8
LEAST_DIFFERENCE = 0.20
ARGUMENT, ONE_SIDED = "argument", "one_sided"  # aspects, as QUESTION is


@dataclass(frozen=True, slots=True)
class Lopsided:
    """How many arguments of a side, and of the other, have no answer; bounds from −1 to 1."""

    position: str
    unanswered: int
    arguments: int
    others_unanswered: int
    others: int
    low: float
    high: float

    @property
    def difference(self) -> float:
        """Of the two unanswered shares."""
        return self.unanswered / self.arguments - self.others_unanswered / self.others


def newcombe(count: int, total: int, other: int, others: int) -> tuple[float, float]:
    """The 95 % interval of the difference of two shares; both totals are at least 1."""
    share, second = count / total, other / others
    low, high = wilson(count, total)
    second_low, second_high = wilson(other, others)
    return (
        share - second - math.hypot(share - low, second_high - second),
        share - second + math.hypot(high - share, second - second_low),
    )


def answered(posts: Sequence[Said]) -> set[int]:
    """The numbers of the posts that have an answer. Posts are in the order of their numbers."""
    by_number = {post.number: post for post in posts}
    found: set[int] = set()
    above: Said | None = None
    for post in posts:
        to = by_number.get(post.answers) if post.answers is not None else above
        above = post
        if to is None or to.person == post.person:
            continue
        if to.position not in OPPOSED or to.position != post.position:
            found.add(to.number)
    return found


def one_sided(posts: Iterable[Said], with_answer: Collection[int]) -> Lopsided | None:
    """The side whose arguments go unanswered more often than the other's; None when neither."""
    total: Counter[str] = Counter()
    without: Counter[str] = Counter()
    for post in posts:
        if post.position in OPPOSED and post.counts:
            total[post.position] += 1
            without[post.position] += post.number not in with_answer
    if any(total[side] < LEAST_ARGUMENTS for side in OPPOSED):
        return None
    for side, other in (OPPOSED, OPPOSED[::-1]):
        counts = without[side], total[side], without[other], total[other]
        low, high = newcombe(*counts)
        found = Lopsided(side, *counts, round(low, 4), round(high, 4))
        if low > 0 and found.difference >= LEAST_DIFFERENCE:
            return found
    return None


def findings(posts: Sequence[Said], *, at: datetime) -> list[Finding]:
    """At most one by each rule."""
    with_answer = answered(posts)
    waiting = [p for p in posts if p.number not in with_answer and p.at <= at - PATIENCE]
    found = [
        Finding(Detector.UNANSWERED, QUESTION, _of_post(post, at))
        for post in _first(post for post in waiting if post.position == QUESTION)
    ]
    if mostly_untagged(posts):
        return found
    supported = (post for post in waiting if post.position in OPPOSED and _is_supported(post))
    found += [
        Finding(
            Detector.UNANSWERED,
            ARGUMENT,
            {"position": post.position, **_of_post(post, at)},
            Level.PROMPT if post.endorsed >= LEAST_ENDORSED else Level.WATCH,
        )
        for post in _first(supported)
    ]
    lopsided = one_sided(posts, with_answer)
    if lopsided is not None:
        found.append(Finding(Detector.UNANSWERED, ONE_SIDED, asdict(lopsided)))
    return found


def ripens(posts: Sequence[Said], *, at: datetime) -> datetime | None:
    """When a point that has no answer yet will next have waited long enough; None if none will."""
    with_answer = answered(posts)
    tagged = (*OPPOSED, QUESTION)
    return min(
        (
            post.at + PATIENCE
            for post in posts
            if post.at > at - PATIENCE
            and post.position in tagged
            and post.number not in with_answer
        ),
        default=None,
    )


def _is_supported(post: Said) -> bool:
    return post.endorsed >= LEAST_ENDORSED or post.readers >= LEAST_READERS


def _first(posts: Iterable[Said]) -> list[Said]:
    best = min(posts, key=lambda post: (-post.endorsed, post.number), default=None)
    return [] if best is None else [best]


def _of_post(post: Said, at: datetime) -> dict[str, int | bool]:
    return {
        "number": post.number,
        "days": (at - post.at).days,
        "endorsed": post.endorsed >= LEAST_ENDORSED,
        "readers": post.readers,
    }
