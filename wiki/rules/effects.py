"""What does what to what, and the loops in it. Pure.

Signs and loops are those of causal-loop diagrams: an arrow is + when more of its cause makes more
of its effect than there would have been, − when it makes less. The polarity of a loop is the
product of the signs of its arrows: positive reinforces a change, negative balances it.
John D. Sterman, Business Dynamics: Systems Thinking and Modeling for a Complex World
(McGraw-Hill, 2000), chapter 5.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import prod

TWO_STEPS = 2  # how far out from a topic its page looks
LONGEST_LOOP = 2 * TWO_STEPS  # two steps out and two steps back: what the page of a topic can see
LONGEST_WHY = 300  # characters
MOST_LOOPS = 12  # named on one page


class EffectKind(StrEnum):
    """What one topic or option does to another."""

    RAISES = "raises"
    LOWERS = "lowers"
    DEPENDS = "depends"
    CONFLICTS = "conflicts"

    @property
    def words(self) -> str:
        """Between the two ends, as people read it."""
        return {"depends": "depends on", "conflicts": "conflicts with"}.get(self.value, self.value)

    @property
    def sign(self) -> int:
        """1 or -1; 0 for what carries no sign and so is part of no loop."""
        return {"raises": 1, "lowers": -1}.get(self.value, 0)


@dataclass(frozen=True, slots=True)
class Arrow:
    """An effect as loops see it; an end is any name that can be told apart and put in order."""

    id: int
    start: str
    end: str
    sign: int  # 1, -1 or 0


@dataclass(frozen=True, slots=True)
class Loop:
    """Arrows of which each begins where the one before ends, and the last ends at the first."""

    arrows: tuple[Arrow, ...]

    @property
    def is_reinforcing(self) -> bool:
        """True when a change comes round to strengthen itself, False when to weaken itself."""
        return prod(arrow.sign for arrow in self.arrows) > 0

    @property
    def name(self) -> str:
        """What kind of loop it is, in a word."""
        return "reinforcing" if self.is_reinforcing else "balancing"


def loops(arrows: Iterable[Arrow], *, longest: int = LONGEST_LOOP) -> list[Loop]:
    """Every loop of signed arrows that passes no end twice; short ones first, then by ids.

    Each is found once, from the least of its ends. `longest`: arrows of a loop.
    """
    leaving: dict[str, list[Arrow]] = {}
    for arrow in arrows:
        if arrow.sign:
            leaving.setdefault(arrow.start, []).append(arrow)
    found = [
        Loop(path)
        for first, those in leaving.items()
        for arrow in those
        if arrow.end >= first
        for path in _round(leaving, (arrow,), longest)
    ]
    return sorted(found, key=lambda loop: (len(loop.arrows), [one.id for one in loop.arrows]))


def _round(
    leaving: dict[str, list[Arrow]], path: tuple[Arrow, ...], longest: int
) -> Iterator[tuple[Arrow, ...]]:
    """The ways to go on from this path until it comes back to where it began."""
    first = path[0].start
    if path[-1].end == first:
        yield path
    elif len(path) < longest:
        for arrow in leaving.get(path[-1].end, ()):
            if arrow.end >= first and all(arrow.end != step.end for step in path):
                yield from _round(leaving, (*path, arrow), longest)


def why_not_link(*, same_end: bool, there_already: bool, kind: str, why: str) -> str | None:
    """The reason an effect may not be drawn; None when it may."""
    if kind not in {one.value for one in EffectKind}:
        return "Choose what it does."
    if same_end:
        return "Nothing affects itself directly. Name what stands between."
    if there_already:
        return "That is linked already, in the same way."
    if not why.strip():
        return "Say in one sentence why."
    if len(why) > LONGEST_WHY:
        return f"The sentence is {len(why):,} characters long; the most is {LONGEST_WHY:,}."
    return None


def why_not_unlink(*, removed: bool, because: str) -> str | None:
    """The reason an effect may not be taken away; None when it may."""
    if removed:
        return "Somebody has taken it away already."
    if not because.strip():
        return "Say in one sentence why it should not stand there."
    return None


def why_not_see_also(*, itself: bool, there_already: bool) -> str | None:
    """The reason two topics may not name each other; None when they may."""
    if itself:
        return "A topic cannot name itself."
    if there_already:
        return "They name each other already."
    return None
