"""Which published figures could be worked out exactly, so that publishing merges until none can.

A figure is *free* when the very same table could have come of other ballots that make it another
number: one ballot of its group says something else, and one ballot of another group the reverse,
so that the sums stay as they are, and every figure shown is the same. That is a proof, whatever
sums anybody does: both lists of ballots give this table, and nothing tells which it was. A figure
for which no such pair is found counts as *pinned*, even if more steps at once might free it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from voting.methods import Asked
from voting.one_ballot import BALLOTS, Step, steps
from voting.pooling import FLOOR, shown_people, shown_percent
from voting.rows import Level


class Group(Protocol):
    """Ballots that are shown as one line."""

    @property
    def took_part(self) -> int: ...

    @property
    def cells(self) -> Counter[str]: ...


@dataclass(frozen=True, slots=True)
class Pinned:
    """Lines of which a figure could be worked out: regions, and (region, group) within regions."""

    regions: frozenset[int]
    groups: frozenset[tuple[int, int]]

    def __bool__(self) -> bool:
        return bool(self.regions or self.groups)


def may_be_exact(total: Group, asked: Asked) -> bool:
    """Whether exact counts of all who voted tell nothing of anybody.

    An exact 0 says of everyone that they did not answer so, and an exact 3 nearly as much. What
    counts are the figures that groups show too: of scores the bands, for that somebody gave a 2
    rather than a 3 is no secret that a 0 in the table would give away.
    """
    shown = asked.method.shown(Level.REGION, asked.n, is_exact=False)
    counts = [sum(total.cells[part] for part in parts) for parts in shown.values()]
    return all(FLOOR <= count <= total.took_part - FLOOR for count in counts)


def pinned(
    total: Group,
    regions: Sequence[tuple[Group, Sequence[Group]]],
    asked: Asked,
    *,
    is_exact: bool,
) -> Pinned:
    """The lines of a table with a figure that is pinned: regions, each with its groups.

    Lines that would stand alone in their level are not shown, and so not looked at.
    """
    lines = [_Line(group, Level.REGION, asked) for group, _ in regions]
    below = [[_Line(group, Level.POOL, asked) for group in groups] for _, groups in regions]
    below = [groups if len(groups) > 1 else [] for groups in below]
    free_total: set[int] = set() if is_exact else _Line(total, Level.TOTAL, asked).steps
    # Everybody knows how many ballots there are: their list is published with the proof.
    free_total -= {number for number, step in enumerate(steps(asked)) if BALLOTS in step}
    many = len(regions) > 1
    # A region can take a step when one of the groups shown within it can.
    within = [_counted(groups) for groups in below]
    able = [
        line.steps & set(inside) if inside else line.steps
        for line, inside in zip(lines, within, strict=True)
    ]
    everywhere = Counter(step for each in able for step in each)

    def outward(region: int, step: int) -> bool:
        """Whether a region may take this step, its reverse being taken elsewhere or nowhere."""
        if not many:
            return step in free_total
        if step not in lines[region].steps:
            return False
        reverse = step ^ 1
        return step in free_total or everywhere[reverse] > (reverse in able[region])

    def is_free(region: int, line: _Line, step: int) -> bool:
        return within[region][step ^ 1] > (step ^ 1 in line.steps) or outward(region, step)

    bad_regions = {
        number
        for number, line in enumerate(lines)
        if many and line.is_pinned(step for step in able[number] if outward(number, step))
    }
    bad_groups = {
        (number, place)
        for number, groups in enumerate(below)
        for place, line in enumerate(groups)
        if line.is_pinned(step for step in line.steps if is_free(number, line, step))
    }
    return Pinned(frozenset(bad_regions), frozenset(bad_groups))


class _Line:
    """A line as it would be shown, and the steps that change nothing of what it shows."""

    __slots__ = ("_touched", "steps")

    def __init__(self, group: Group, level: Level, asked: Asked) -> None:
        shown = asked.method.shown(level, asked.n, is_exact=False)
        self._touched = _touched(asked, level, shown)
        counts = {cell: sum(group.cells[part] for part in parts) for cell, parts in shown.items()}
        people = group.took_part
        room = {cell: _room(count, people) for cell, count in counts.items()}
        self.steps = {
            number
            for number, step in enumerate(steps(asked))
            if all(more > 0 or group.cells[cell] >= -more for cell, more in step.items() if cell)
            and (
                _same_line(counts, people, self._touched[number], step[BALLOTS])
                if BALLOTS in step
                else all(more in room[cell] for cell, more in self._touched[number].items())
            )
        }

    def is_pinned(self, free: Iterator[int]) -> bool:
        """Whether a figure is left that none of the free steps changes."""
        left = {cell for touched in self._touched.values() for cell in touched}
        for step in free:
            left -= self._touched[step].keys()
        return bool(left)


_TOUCHED: dict[tuple[Asked, Level], dict[int, dict[str, int]]] = {}


def _touched(
    asked: Asked, level: Level, shown: Mapping[str, Sequence[str]]
) -> dict[int, dict[str, int]]:
    """By step, the shown figures that it changes and by how many ballots."""
    known = _TOUCHED.get((asked, level))
    if known is None:
        holds = {part: [c for c, parts in shown.items() if part in parts] for part in _raw(shown)}
        known = {number: _effect(step, holds) for number, step in enumerate(steps(asked))}
        _TOUCHED[asked, level] = known
    return known


def _raw(shown: Mapping[str, Sequence[str]]) -> set[str]:
    return {part for parts in shown.values() for part in parts}


def _effect(step: Step, holds: Mapping[str, Sequence[str]]) -> dict[str, int]:
    effect: Counter[str] = Counter()
    for cell, more in step.items():
        for shown in holds.get(cell, ()):
            effect[shown] += more
    return {cell: more for cell, more in effect.items() if more}


def _room(count: int, people: int) -> set[int]:
    """-1, 1, or both: the changes of a count that its share, as shown, does not tell."""
    if not people:
        return set()
    percent = shown_percent(count, people)
    return {
        more
        for more in (-1, 1)
        if 0 <= count + more <= people and shown_percent(count + more, people) == percent
    }


def _same_line(
    counts: Mapping[str, int], people: int, touched: Mapping[str, int], more: int
) -> bool:
    """Whether a line shows the same with a ballot more or fewer."""
    if people + more < FLOOR or shown_people(people + more) != shown_people(people):
        return False
    return all(
        shown_percent(count, people) == shown_percent(count + touched.get(cell, 0), people + more)
        for cell, count in counts.items()
    )


def _counted(lines: Sequence[_Line]) -> Counter[int]:
    return Counter(step for line in lines for step in line.steps)
