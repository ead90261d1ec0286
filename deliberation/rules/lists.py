"""Which threads of a forum somebody wants to see, and in which order. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from deliberation.rules import ThreadKind


class Sort(StrEnum):
    """The order of a list of threads."""

    ACTIVE = "active"
    NEW = "new"
    POSTS = "posts"


class State(StrEnum):
    """What stewards have made of a thread."""

    OPEN = "open"
    CLOSED = "closed"
    PINNED = "pinned"


SORTS = {
    Sort.ACTIVE: "The newest post first",
    Sort.NEW: "The newest discussion first",
    Sort.POSTS: "The most posts first",
}
KINDS = {
    ThreadKind.DISCUSSION: "Discussions",
    ThreadKind.QUESTION: "Questions",
    ThreadKind.PROPOSAL: "Proposals",
    ThreadKind.RESOLUTION: "Resolutions",
}
STATES = {State.OPEN: "Open", State.CLOSED: "Closed", State.PINNED: "Pinned"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What was asked for. Of kinds and states any of those named will do; none named is all."""

    kinds: tuple[ThreadKind, ...] = ()
    states: tuple[State, ...] = ()
    about_topic: bool = False
    unanswered: bool = False  # open questions in which no post is marked as the answer
    sort: Sort = Sort.ACTIVE

    @property
    def is_plain(self) -> bool:
        """Nothing in particular: then pinned threads stand first."""
        return self == ALL

    @property
    def query(self) -> str:
        """As the part of an address after the question mark; "" when nothing in particular."""
        pairs = [("kind", kind.value) for kind in self.kinds]
        pairs += [("state", state.value) for state in self.states]
        pairs += [("topic", "1")] * self.about_topic + [("unanswered", "1")] * self.unanswered
        pairs += [("sort", self.sort.value)] * (self.sort is not Sort.ACTIVE)
        return urlencode(pairs)


ALL = Wanted()


def wanted(
    *, kinds: Sequence[str], states: Sequence[str], about_topic: bool, unanswered: bool, sort: str
) -> Wanted:
    """What these words ask for; words that mean nothing are left out."""
    return Wanted(
        kinds=tuple(kind for kind in ThreadKind if kind.value in kinds),
        states=tuple(state for state in State if state.value in states),
        about_topic=about_topic,
        unanswered=unanswered,
        sort=Sort(sort) if sort in set(Sort) else Sort.ACTIVE,
    )
