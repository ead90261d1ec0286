"""Pile-on (part of P4): many people answer one, all from the other side, within a day.

Fires when, in the last 24 hours, at least 5 posts by at least 4 people reply to posts of one person
in a thread, and every one of these replies that takes a side takes another than the post it
answers. Not statistical, and no judgement of the replies: each may be polite. Whom it is about is
not in the figures; the prompt names the post that was answered most.

Source: representation notes C4.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from moderation.detectors.finding import Detector, Finding
from moderation.detectors.said import Said, mostly_untagged

WITHIN = timedelta(hours=24)
LEAST_REPLIES = 5
LEAST_PEOPLE = 4


def findings(posts: Sequence[Said], *, at: datetime) -> list[Finding]:
    """One for each person who is piled on, the most answered post of theirs as its aspect."""
    by_number = {post.number: post for post in posts}
    replies: dict[int, list[tuple[Said, Said]]] = defaultdict(list)
    for post in posts:
        to = by_number.get(post.answers) if post.answers is not None else None
        if to is not None and to.person != post.person and at - WITHIN < post.at <= at:
            replies[to.person].append((to, post))
    if not any(len(some) >= LEAST_REPLIES for some in replies.values()) or mostly_untagged(posts):
        return []
    found = (_finding(some) for _, some in sorted(replies.items()))
    return [one for one in found if one is not None]


def _finding(replies: Sequence[tuple[Said, Said]]) -> Finding | None:
    sided = [(to, post) for to, post in replies if post.side is not None and to.side is not None]
    people = {post.person for _, post in sided}
    if (
        len(sided) < LEAST_REPLIES
        or len(people) < LEAST_PEOPLE
        or any(to.side == post.side for to, post in sided)
    ):
        return None
    numbers = Counter(to.number for to, _ in sided)
    most = min(numbers, key=lambda number: (-numbers[number], number))
    figures = {"number": most, "replies": len(sided), "people": len(people)}
    return Finding(Detector.PILE_ON, str(most), figures)
