"""What two people write down when they have opened the envelopes of a batch. Pure.

Totals, never ballots: how often each thing was chosen; of polls in which each ballot orders or
scores the choices, the ballots in any order, which are added up at once and not kept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from voting.methods import Asked, Kind, NotAnAnswer
from voting.rows import Level

BALLOTS, BLANK, SPOILED = "=ballots", "=blank", "=spoiled"
NO_CELLS = (BALLOTS, BLANK, SPOILED)
_WORDS = {
    BALLOTS: "Ballots with a valid answer",
    BLANK: "Blank ballots",
    SPOILED: "Spoiled ballots",
}
_BY_BALLOT = frozenset({Kind.RANKED, Kind.RESISTANCE})

Totals = Mapping[str, int]  # cell, or one of the three words above -> how many


class NotTotals(Exception):
    """What was typed cannot be the totals of this batch. Says so in a sentence, and where."""

    def __init__(self, sentence: str, cell: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.cell = cell


@dataclass(frozen=True, slots=True)
class Typed:
    """What one of the two typed: numbers by cell, or a line for each ballot."""

    numbers: Mapping[str, int]
    lines: Sequence[str]
    blank: int
    spoiled: int


def is_by_ballot(asked: Asked) -> bool:
    """Whether ballots are typed one by one, because a sum for each choice would not do."""
    return asked.method.kind in _BY_BALLOT


def cells(asked: Asked) -> list[str]:
    """The cells for which a number is typed, in the order of the ballot."""
    return list(asked.method.shown(Level.TOTAL, asked.n, is_exact=True))


def words(cell: str, asked: Asked) -> str:
    """A cell in words."""
    if cell in _WORDS:
        return _WORDS[cell]
    if asked.method.kind is Kind.RANKED and ">" in cell:
        above, below = (asked.choices[int(number) - 1] for number in cell.split(">"))
        return f"“{above}” above “{below}”"
    if asked.method.kind is Kind.RANKED:
        return f"“{asked.choices[int(cell) - 1]}” first"
    if asked.method.kind is Kind.RESISTANCE:
        number, score = cell.split(":")
        return f"“{asked.choices[int(number) - 1]}”: {score}"
    return asked.method.words(cell, asked.choices)


def totals(typed: Typed, asked: Asked, *, envelopes: int) -> Totals:
    """The totals of a batch of so many envelopes. Raises NotTotals.

    Ballots, blank and spoiled ones together are as many as envelopes were accepted: always.
    """
    ballots = envelopes - typed.blank - typed.spoiled
    if ballots < 0:
        raise NotTotals(
            f"{envelopes} envelopes were accepted. There cannot be more blank and spoiled ballots."
        )
    counted = _added(typed.lines, asked) if is_by_ballot(asked) else Counter(typed.numbers)
    found = len(typed.lines) if is_by_ballot(asked) else None
    if found is not None and found != ballots:
        raise NotTotals(_does_not_add_up(found, typed, envelopes))
    if found is None:
        _check(counted, asked, ballots, typed, envelopes)
    return {
        **{cell: number for cell, number in counted.items() if number},
        BALLOTS: ballots,
        BLANK: typed.blank,
        SPOILED: typed.spoiled,
    }


def _check(
    counted: Mapping[str, int], asked: Asked, ballots: int, typed: Typed, envelopes: int
) -> None:
    """Raises NotTotals when no set of so many ballots could have given these numbers."""
    every = set(cells(asked))
    said = sum(counted.values())
    for group in asked.method.apart(asked.n):
        together = sum(counted[cell] for cell in group)
        if together > ballots or (group == every and together != ballots):
            raise NotTotals(_does_not_add_up(together, typed, envelopes))
    if said < ballots:
        raise NotTotals(_does_not_add_up(said, typed, envelopes))


def _does_not_add_up(found: int, typed: Typed, envelopes: int) -> str:
    together = found + typed.blank + typed.spoiled
    return (
        f"That is {found} ballots with an answer, {typed.blank} blank and {typed.spoiled} spoiled, "
        f"together {together}. {envelopes} envelopes were accepted. Count again."
    )


def differing(first: Totals, second: Totals) -> list[str]:
    """Where two sheets differ, in the order of cells; never by how much."""
    return sorted(cell for cell in {*first, *second} if first.get(cell, 0) != second.get(cell, 0))


def choices_of(sheet: Totals) -> Counter[str]:
    """The cells of a sheet without ballots, blank and spoiled ones."""
    return Counter({cell: number for cell, number in sheet.items() if cell not in _WORDS})


def _added(lines: Sequence[str], asked: Asked) -> Counter[str]:
    counted: Counter[str] = Counter()
    for number, line in enumerate(lines, 1):
        try:
            answer = asked.read(_given(line, asked))
        except (NotAnAnswer, ValueError) as problem:
            wrong = f"Line {number}, “{line[:60]}”, is not a ballot. {how(asked)}"
            raise NotTotals(wrong) from problem
        counted.update(asked.cells(answer))
    return counted


def _given(line: str, asked: Asked) -> dict[str, list[str]]:
    """A line as the form of a voter would have it. Raises ValueError."""
    if asked.method.kind is Kind.RESISTANCE:
        scores = re.split(r"[,;\s]+", line.strip())
        if len(scores) != asked.n:
            raise ValueError(line)
        return {f"choice_{n}": ["" if s == "-" else s] for n, s in enumerate(scores, 1)}
    places = {
        number.strip(): [str(place)]
        for place, level in enumerate(re.split(r">", line), 1)
        for number in level.split("=")
    }
    named = re.findall(r"\d+", line)
    known = {str(number) for number in range(1, asked.n + 1)}
    if len(named) != len(set(named)) or not set(places) <= known:
        raise ValueError(line)
    return {f"choice_{number}": places.get(number, [""]) for number in sorted(known)}


def how(asked: Asked) -> str:
    """How a ballot is typed as one line, in a sentence."""
    if asked.method.kind is Kind.RESISTANCE:
        return f"Type {asked.n} scores from 0 to 10 with commas between, and - for none."
    return "Type the numbers of the choices, the best first, like 2>1=3."
