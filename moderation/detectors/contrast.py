"""Contrast: people who hold a view are less at home among what is shown first than those against.

Looks for a view that is missing on a page without sorting anybody into groups. Members agree with
statements, disagree or are unsure. Some statements are on the first screen of the page.

Formula. How much at home person i is: net_i = (agrees − disagrees) / answers, over the statements
on the screen, for whoever answered at least 3 of them. For a statement s that is not on the screen
let U be those who agree with it and V those who disagree:

    z_s = (mean_U net − mean_V net) / √(var_U / |U| + var_V / |V|)

with the variances of samples (Welch 1947). Fires when z_s < −3, U are at least 10 % of all who
answered anything, V at least 5, and both at least 5 with a net. Of several the lowest z is named.
Nothing is said of fewer than 20 people. That several statements are tried is what −3 is for, and
not −1.64: among 100 statements chance alone gives 0.1 below it.

Costs one pass over the answers for the screen and one for the rest, and holds a number for each
person and six for each statement.

Source: platform notes F5, tried there on five public conversations (F6).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import NamedTuple

from moderation.detectors.finding import Detector, Finding

SCREEN = 10  # statements shown first
LEAST_ON_SCREEN = 3  # answers, for somebody to be at home there or not
LEAST_PEOPLE = 20
LEAST_SUPPORT = 0.10
LEAST_OPPONENTS = 5
LEAST_COMPARED = 5  # on each side, who have a net
THRESHOLD = -3.0
FARTHEST = 99.0  # instead of an infinite z


class Weighed(NamedTuple):
    """One person's answer to one statement: +1 agrees, −1 disagrees, 0 is unsure."""

    statement: int
    person: int
    answer: int


@dataclass(frozen=True, slots=True)
class Statement:
    """What is weighed: its name on the page (a number), its position, and what to call it."""

    name: int
    position: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Contrast:
    """One statement off the screen: who agrees and disagrees, of all who answered, and its z."""

    statement: int
    supporters: int
    opponents: int
    people: int
    z: float

    @property
    def is_candidate(self) -> bool:
        """Whether enough people are on either side of it to be compared."""
        return (
            self.people >= LEAST_PEOPLE
            and self.supporters >= LEAST_SUPPORT * self.people
            and self.opponents >= LEAST_OPPONENTS
            and not math.isnan(self.z)
        )

    @property
    def fires(self) -> bool:
        """Whether those who hold it are markedly less at home."""
        return self.is_candidate and self.z < THRESHOLD


def contrasts(answers: Callable[[], Iterable[Weighed]], screen: Collection[int]) -> list[Contrast]:
    """Every statement off the screen with its z, in the order of their numbers.

    `answers` gives the answers anew each time it is called; one for each person and statement.
    """
    net, people = _at_home(answers(), frozenset(screen))
    sides: dict[int, _Sides] = defaultdict(_Sides)
    for one in answers():
        if one.statement not in screen:
            sides[one.statement].add(one.answer, net.get(one.person))
    return [
        Contrast(statement, *found.counts, people, found.z())
        for statement, found in sorted(sides.items())
    ]


def findings(found: Iterable[Contrast], statements: Mapping[int, Statement]) -> list[Finding]:
    """One, when holders of a view are less at home: the one with the lowest z."""
    firing = [one for one in found if one.fires]
    if not firing:
        return []
    lowest = min(firing, key=lambda one: (one.z, one.statement))
    of = statements[lowest.statement]
    figures = {**asdict(lowest), "z": round(lowest.z, 2), "fired": len(firing)}
    figures |= {"statement": of.name, "position": of.position, "words": of.words}
    return [Finding(Detector.CONTRAST, str(of.name), figures)]


def screen_of(answers: Iterable[Weighed], size: int = SCREEN) -> list[int]:
    """The statements with the most agreement above disagreement: a page that follows the most."""
    net: Counter[int] = Counter()
    for one in answers:
        net[one.statement] += one.answer
    return sorted(net, key=lambda statement: (-net[statement], statement))[:size]


def _at_home(answers: Iterable[Weighed], screen: frozenset[int]) -> tuple[dict[int, float], int]:
    """Everyone's net who answered enough of the screen; and how many people answered anything."""
    total: dict[int, int] = defaultdict(int)
    count: dict[int, int] = defaultdict(int)
    for one in answers:
        here = one.statement in screen
        total[one.person] += one.answer if here else 0
        count[one.person] += here
    net = {p: total[p] / seen for p, seen in count.items() if seen >= LEAST_ON_SCREEN}
    return net, len(count)


@dataclass(slots=True)
class _Side:
    """The nets of those on one side of a statement, as sums."""

    people: int = 0
    compared: int = 0
    total: float = 0.0
    squares: float = 0.0

    def add(self, net: float | None) -> None:
        self.people += 1
        if net is not None:
            self.compared += 1
            self.total += net
            self.squares += net * net

    @property
    def mean(self) -> float:
        return self.total / self.compared

    @property
    def error(self) -> float:
        """The square of the standard error of the mean."""
        spread = max(0.0, self.squares - self.compared * self.mean**2)
        return spread / (self.compared - 1) / self.compared


@dataclass(slots=True)
class _Sides:
    """Those who agree with a statement, and those who disagree."""

    agree: _Side = field(default_factory=_Side)
    disagree: _Side = field(default_factory=_Side)

    def add(self, answer: int, net: float | None) -> None:
        if answer:
            (self.agree if answer > 0 else self.disagree).add(net)

    @property
    def counts(self) -> tuple[int, int]:
        return self.agree.people, self.disagree.people

    def z(self) -> float:
        """How much more at home those who agree are; not a number when it cannot be said."""
        if min(self.agree.compared, self.disagree.compared) < LEAST_COMPARED:
            return math.nan
        error = math.sqrt(self.agree.error + self.disagree.error)
        apart = self.agree.mean - self.disagree.mean
        if not error:  # each side is of one mind
            return math.copysign(FARTHEST, apart) if apart else 0.0
        return apart / error
