"""Which groups of members may be shown, and how exactly (rules R2 to R5 of the ballot box).

Groups too small to be shown are never left out, because what is left out can be found again by
subtraction from the total. They are *merged* with their neighbours until the sum may be shown.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

T = TypeVar("T")
FLOOR = 10  # people; no smaller group is ever shown
_PEOPLE_STEP = 5
PEOPLE_ROUNDED = _PEOPLE_STEP // 2  # as far as a published number of people may be off
_PERCENT_STEPS = (1, 2, 5, 10, 20, 25)
_FINE_FROM = 1000  # people, for whom the finest step is wide enough by far
_PEOPLE_IN_STEP = 2
_OPEN_END = 5  # per cent, at least
_SMALL_ELECTORATE = 1000


@dataclass(frozen=True, slots=True)
class Clp:
    """A local party at the opening of a poll: how many of its members may vote."""

    id: int
    region_id: int
    name: str
    eligible: int


@dataclass(frozen=True, slots=True)
class Pool:
    """CLPs of one region whose ballots carry one mark. Frozen when the poll opens."""

    number: int  # from 1, in the order of regions and names
    region_id: int
    label: str
    eligible: int
    clp_ids: tuple[int, ...] = ()


def freeze_pools(clps: Iterable[Clp], at_least: int) -> list[Pool]:
    """R2: a CLP with enough eligible members is a pool; smaller ones merge in their region."""
    by_region: dict[int, list[Clp]] = {}
    for clp in sorted(clps, key=lambda clp: (clp.region_id, clp.name, clp.id)):
        by_region.setdefault(clp.region_id, []).append(clp)
    groups = [
        (region_id, group)
        for region_id, members in by_region.items()
        for group in absorb(members, at_least, size=lambda clp: clp.eligible)
    ]
    return [
        Pool(
            number,
            region_id,
            label=joined([clp.name for clp in group]),
            eligible=sum(clp.eligible for clp in group),
            clp_ids=tuple(clp.id for clp in group),
        )
        for number, (region_id, group) in enumerate(groups, start=1)
    ]


def absorb(items: Sequence[T], at_least: int, size: Callable[[T], int]) -> list[list[T]]:
    """R3: merge the smallest group into the next smallest until all have `at_least`.

    One group may be left that has less. Each keeps the order of `items`, and the groups stand in
    the order of their first item.
    """
    groups = [[place] for place in range(len(items))]

    def weight(group: list[int]) -> tuple[int, int]:
        return sum(size(items[place]) for place in group), group[0]

    groups.sort(key=weight)
    while len(groups) > 1 and weight(groups[0])[0] < at_least:
        smallest, next_smallest, *rest = groups
        groups = sorted([sorted(smallest + next_smallest), *rest], key=weight)
    return [[items[place] for place in group] for group in sorted(groups)]


def shown_people(people: int) -> int:
    """R4: a number of people in a group, to the nearest 5."""
    return _nearest(people, 1, _PEOPLE_STEP)


def shown_percent(part: int, whole: int) -> int:
    """R4: a share in steps that hold two people or more: 25% for 10 people, 1% from 205; halves up.

    A share near an end becomes 0 or 100, which `percent_words` reads as "under" and "over".
    """
    return _in_steps(part, whole, _step(shown_people(whole)))


def percent_words(percent: int, people: int) -> str:
    """R4: the ends stay open, so that nobody can be sure that a group was of one mind."""
    end = _open_end(people)
    if percent < end:
        return f"under {end}%"
    return f"over {100 - end}%" if percent > 100 - end else f"{percent}%"


def may_be(percent: int, people: int) -> tuple[float, float]:
    """Between which per cents a share lies that was published so, of a group shown as so many."""
    end = _open_end(people)
    if percent < end:
        return 0.0, float(end)
    if percent > 100 - end:
        return float(100 - end), 100.0
    half = _step(people) / 2
    return percent - half, percent + half


def _open_end(people: int) -> int:
    """How wide the ends are for a group shown as so many: at least a step, so one may differ."""
    return max(_OPEN_END, _step(people))


@cache
def _step(people: int) -> int:
    """The steps of shares of a group shown as so many: the finest that tell no number of people.

    Each share that can be shown stands for two numbers of people or more, also for somebody who
    knows exactly how many took part.
    """
    if people >= _FINE_FROM:
        return _PERCENT_STEPS[0]
    return next(step for step in _PERCENT_STEPS if _tells_no_number(step, people))


def _tells_no_number(step: int, people: int) -> bool:
    for voters in range(_fewest(people), people + _PEOPLE_STEP // 2 + 1):
        shown = Counter(_in_steps(part, voters, step) for part in range(voters + 1))
        if min(shown.values()) < _PEOPLE_IN_STEP:
            return False
    return True


def _in_steps(part: int, whole: int, step: int) -> int:
    """The share to the nearest step; 0 and 100 near the ends."""
    percent, end = _nearest(100 * part, whole, step), max(_OPEN_END, step)
    if percent < end:
        return 0
    return 100 if percent > 100 - end else percent


def _fewest(people: int) -> int:
    """How few may stand behind a number that was rounded to the nearest 5."""
    return max(FLOOR, people - _PEOPLE_STEP // 2)


def shown_turnout(took_part: int, eligible: int) -> int:
    """R1: turnout while a poll is open, rounded down to 100, or to 25 under 1,000 eligible."""
    step = 25 if eligible < _SMALL_ELECTORATE else 100
    return took_part // step * step


def joined(names: Iterable[str]) -> str:
    """The name of groups shown as one: ``Ashford Vale, Bexton``."""
    return ", ".join(names)


def _nearest(numerator: int, denominator: int, step: int) -> int:
    return (2 * numerator + denominator * step) // (2 * denominator * step) * step
