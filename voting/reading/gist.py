"""The few figures that stand for a whole result where polls are side by side, for every kind."""

from collections.abc import Mapping
from dataclasses import dataclass

from voting import words
from voting.methods import Asked, Choosing, Kind
from voting.methods.resistance import BANDS, SCORES, mean_resistances
from voting.methods.support_scale import THRESHOLDS, Thresholds, agreement, strength
from voting.rows import Row

_FULL = 10  # the highest score of resistance
_NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Gist:
    """What is said of a result in one cell, and by what it is sorted.

    `strength` is from 0 to 1: the share in favour; of choices, the share of the first one; of a
    ranking, how many put it above its closest rival; of scores of resistance, 1 - mean / 10.
    `agreement` is van der Eijk's A, from -1 (two camps) to +1 (one mind).
    """

    figure: str = _NOTHING  # "64%", "2.4 of 10"
    of: str = ""  # what it is of: "for", or the words of a choice
    first: int = 0  # the number of that choice
    strength: float | None = None
    agreement: float | None = None
    label: str | None = None
    unsure: float | None = None  # share who need more information

    @property
    def said(self) -> str:
        """“64% for”, “61% Free buses for all”."""
        return f"{self.figure} {self.of}".strip()


def gist(asked: Asked, total: Row, limits: Thresholds = THRESHOLDS) -> Gist:
    """The gist of the total of a poll."""
    if not isinstance(asked.method, Choosing):
        return _on_scale(total, limits)
    label = asked.method.label(total, asked.choices)
    first = first_choice(asked, total)
    if not first:
        return Gist(label=label)
    figure, measure = of_choice(asked, total, first)
    return Gist(
        figure=figure,
        of=asked.choices[first - 1],
        first=first,
        strength=measure,
        agreement=_agreement(total, first) if asked.method.kind is Kind.RESISTANCE else None,
        label=label,
    )


def of_region(asked: Asked, row: Row, first: int) -> Gist:
    """The same figure of one region: in favour there, or of the choice that is first in all."""
    if not isinstance(asked.method, Choosing):
        return _on_scale(row, THRESHOLDS)
    figure, measure = of_choice(asked, row, first) if first else (_NOTHING, None)
    return Gist(figure=figure, first=first, strength=measure)


def of_choice(asked: Asked, row: Row, number: int) -> tuple[str, float | None]:
    """The figure of one choice in a row, and its strength."""
    if asked.method.kind is Kind.RESISTANCE:
        mean = mean_resistances(row, asked.n)[number]
        if mean is None:
            return _NOTHING, None
        return f"{float(mean):.1f} of {_FULL}", 1 - float(mean) / _FULL
    rivals = (f"{number}>{other}" for other in range(1, asked.n + 1))
    pairs = [cell for cell in rivals if cell in row.weights]
    cell = min(pairs, key=row.weights.__getitem__) if pairs else str(number)
    return row.share(cell), row.weights[cell] / row.whole if row.whole else None


def _on_scale(row: Row, limits: Thresholds) -> Gist:
    found = strength(words.weights(row))
    if found is None:
        return Gist("nobody took a side")
    return Gist(
        figure=words.shown(row, found.in_favour),
        of="for",
        strength=found.in_favour,
        agreement=found.agreement,
        label=found.label(limits).value,
        unsure=found.more_information,
    )


def first_choice(asked: Asked, total: Row) -> int:
    """The number of the choice that comes first, alone or level with others; 0 for none."""
    if not isinstance(asked.method, Choosing):
        return 0
    outcome = asked.method.outcome(total, asked.choices)
    found = outcome.get("most") or outcome.get("least_resisted") or outcome.get("condorcet_winner")
    order = outcome.get("order")
    if not found and isinstance(order, list) and order:
        found = order[0]
    first = found[0] if isinstance(found, list) and found else found
    return first if isinstance(first, int) else 0


def _agreement(row: Row, number: int) -> float | None:
    """How far scores of one choice lie together, over its scores or the bands that are shown."""
    steps = _steps(row.weights, number)
    return float(agreement(steps)) if sum(steps) else None


def _steps(weights: Mapping[str, int], number: int) -> list[int]:
    scores = [f"{number}:{score}" for score in SCORES]
    cells = scores if scores[0] in weights else [f"{number}:{band}" for band in BANDS]
    return [weights.get(cell, 0) for cell in cells]
