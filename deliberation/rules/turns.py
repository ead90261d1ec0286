"""Turn-taking: for a while everybody in a discussion waits until others have spoken. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.dates import count_of, day_time


@dataclass(frozen=True, slots=True)
class Turns:
    """The turn-taking of a thread. `under`: only what answers the post of this number, or it."""

    since: datetime
    until: datetime
    people: int  # others who post before the same member does again …
    wait: timedelta  # … or how long that member waits at most
    under: int | None = None

    def is_on(self, at: datetime) -> bool:
        """Whether members take turns at that moment."""
        return at < self.until


@dataclass(frozen=True, slots=True)
class Said:
    """One post, as far as turns depend on it."""

    number: int
    answers: int | None
    author_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one member stands: when they last posted, and how many others have since."""

    last_at: datetime | None = None
    others: int = 0


def part_under(number: int, posts: Iterable[Said]) -> set[int]:
    """The numbers of a post and of all that answers it, and what answers that. In order of time."""
    part = {number}
    for post in posts:
        if post.answers in part:
            part.add(post.number)
    return part


def standing(posts: Iterable[Said], member_id: int) -> Standing:
    """Where this member stands among these posts, which come in order of number."""
    last_at: datetime | None = None
    others: set[int] = set()
    for post in posts:
        if post.author_id == member_id:
            last_at, others = post.at, set()
        else:
            others.add(post.author_id)
    return Standing(last_at, len(others)) if last_at else Standing()


def why_not_turn(turns: Turns, stands: Standing, *, at: datetime) -> str | None:
    """The reason it is not this member's turn; None when it is. The same for everybody."""
    if not turns.is_on(at) or stands.last_at is None or stands.others >= turns.people:
        return None
    free_at = stands.last_at + turns.wait
    if at >= free_at:
        return None
    others = count_of(turns.people, "other member")
    return (
        f"Members take turns here, and it is not yet yours. You can post again after {others} "
        f"({stands.others} so far), or from {day_time(min(free_at, turns.until))}."
    )


def why_not_take_turns(*, on: bool, closed: bool) -> str | None:
    """The reason turn-taking cannot begin; None when it can."""
    if closed:
        return "This discussion is closed, so nobody can post in it."
    return "Members take turns here already." if on else None


def why_not_end_turns(*, on: bool) -> str | None:
    """The reason turn-taking cannot be ended; None when it can."""
    return None if on else "Members do not take turns here."
