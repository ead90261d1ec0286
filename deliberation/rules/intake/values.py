"""What the phases of the intake are told, and what they answer. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from deliberation.rules.intake.listed import Found

HELD = "Your post is held for a human check; nobody reported you."


class Does(StrEnum):
    """What the post would do."""

    REPLY = "reply"
    THREAD = "thread"
    PROPOSAL = "proposal"


class Outcome(StrEnum):
    """What a phase decides. A refused or warned post comes back with every word kept."""

    REFUSE = "refuse"
    WARN = "warn"  # it may be sent as it is, once its author has read why not
    HOLD = "hold"


class Because(StrEnum):
    """Which phase held a post."""

    WORDS = "words"
    ALIKE = "alike"
    FIRST_POSTS = "first_posts"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a post that does not appear at once, as its author reads it."""

    outcome: Outcome
    sentence: str
    again_at: datetime | None = None  # of a rate: when one may again
    because: Because | None = None  # of what is held
    like_url: str = ""  # of what it repeats
    found: tuple[Found, ...] = ()  # watched words


@dataclass(frozen=True, slots=True)
class Attempt:
    """What somebody sends."""

    does: Does
    at: datetime
    words: str
    title: str = ""
    hosts: tuple[str, ...] = ()  # other sites that it links to
    mentions: int = 0  # people
    found: tuple[Found, ...] = ()  # watched words in it
    read: frozenset[str] = frozenset()  # watched words of which its author has been warned
    holds_first_posts: bool = False  # the CLP in whose forum it is to stand

    @property
    def begins(self) -> bool:
        """Whether it begins a discussion."""
        return self.does is not Does.REPLY


@dataclass(frozen=True, slots=True)
class Said:
    """Something this person said in the last day."""

    at: datetime
    url: str
    digest: str
    shingles: frozenset[int]


@dataclass(frozen=True, slots=True)
class Writer:
    """What is known of who sends it. Posts entered for them by an officer are not among these.

    `posts` counts no further than the limits ask. Times are newest first; held posts are in them.
    """

    posts: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None
    threads: tuple[datetime, ...] = ()  # begun in the last day
    replies: tuple[datetime, ...] = ()  # in the last day, no more than the limits ask
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """The house rules, as they are now."""

    newcomer_posts: int
    newcomer_gap: timedelta
    gap: timedelta
    threads_first_day: int
    replies_first_day: int
    threads_a_day: int
    repeat_for: timedelta
    alike_for: timedelta
    first_posts_held: int
    newcomer_mentions: int


def is_new(writer: Writer, limits: Limits) -> bool:
    """Whether this person has few posts here yet."""
    return writer.posts < limits.newcomer_posts
