"""A post as detectors see it: no words, and whose it is only as a number."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

SIDES = ("for", "against", "unsure")  # what voices are counted by
OPPOSED = ("for", "against")
QUESTION = "question"  # the tag of a post that asks one
MOST_UNTAGGED = 0.40


class Said(NamedTuple):
    """One post that counts: neither hidden nor held, and no note of moderators.

    `person` is the same for a member and whoever speaks in their name; `answers` is the number of
    the post it replies to; `endorsed` how many found it a good point; `readers` how many have
    certainly had it before them. It `counts` among voices unless its author is a visitor to the
    forum of another CLP, or has been a member for hardly any time.
    """

    number: int
    person: int
    position: str | None
    at: datetime
    answers: int | None = None
    endorsed: int = 0
    readers: int = 0
    counts: bool = True

    @property
    def side(self) -> str | None:
        """The position it takes; None for a question, for information, or for none."""
        return self.position if self.position in SIDES else None


def mostly_untagged(posts: Iterable[Said]) -> bool:
    """Whether more than 40 % say nothing of themselves: then nothing can be said of sides."""
    tags = [post.position is None for post in posts]
    return sum(tags) > MOST_UNTAGGED * len(tags)


def last_positions(posts: Iterable[Said]) -> dict[int, str]:
    """The voice of each person: the side they took last. Posts are in the order of their numbers.

    Who took none is no voice.
    """
    return {post.person: side for post in posts if (side := post.side) is not None}
