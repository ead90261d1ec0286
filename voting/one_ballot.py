"""What becomes of a tally when one ballot says something else: the smallest steps, kind by kind.

Publishing asks this to make sure that every table could just as well have come of other ballots.
Leaving steps out is safe (less is then published); a step that no ballot can take is not.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations

from voting.methods import Asked, Kind
from voting.methods.approval import NONE
from voting.methods.resistance import BLANK, SCORES
from voting.rows import Level

BALLOTS = ""  # stands for the number of ballots beside the cells
Step = Mapping[str, int]  # by cell, how many more or fewer


@cache
def steps(asked: Asked) -> tuple[Step, ...]:
    """Each step followed by the one that takes it back: ``steps[i]`` undoes ``steps[i ^ 1]``."""
    there = {
        Kind.SUPPORT: _one_cell,
        Kind.SINGLE: _one_cell,
        Kind.APPROVAL: _approval,
        Kind.RESISTANCE: _resistance,
        Kind.RANKED: _ranked,
    }[asked.method.kind]
    return tuple(step for found in there(asked) for step in (found, back(found)))


def back(step: Step) -> Step:
    """The step that undoes this one."""
    return {cell: -more for cell, more in step.items()}


def _one_cell(asked: Asked) -> Iterator[Step]:
    """Another answer in place of one; or one ballot more."""
    cells = list(asked.method.shown(Level.TOTAL, asked.n, is_exact=True))
    for one, other in combinations(cells, 2):
        yield {one: -1, other: 1}
    for one in cells:
        yield {one: 1, BALLOTS: 1}


def _approval(asked: Asked) -> Iterator[Step]:
    """One tick more beside others; or the only tick in place of “none of these”."""
    for number in range(1, asked.n + 1):
        if asked.n > 1:
            yield {str(number): 1}
        yield {NONE: -1, str(number): 1}


def _resistance(asked: Asked) -> Iterator[Step]:
    """One score is another. The only score of a ballot cannot go blank: another must stand."""
    for number in range(1, asked.n + 1):
        for one, other in combinations(SCORES, 2):
            yield {f"{number}:{one}": -1, f"{number}:{other}": 1}
        if asked.n > 1:
            for score in SCORES:
                yield {f"{number}:{BLANK}": -1, f"{number}:{score}": 1}


def _ranked(asked: Asked) -> Iterator[Step]:
    """Two neighbours change places, at the top or below it."""
    for one, other in combinations(range(1, asked.n + 1), 2):
        pair = {f"{one}>{other}": -1, f"{other}>{one}": 1}
        yield {str(one): -1, str(other): 1, **pair}
        if asked.n > 2:  # noqa: PLR2004 — something else stands above them
            yield pair
