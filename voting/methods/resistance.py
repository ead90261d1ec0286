"""Resistance score: how hard it would be to live with each choice, 0 to 10; the least comes first.

Systemic consensing: E. Visotschnig and S. Schrotta, "Das SK-Prinzip" (2005). An answer is one
score for each choice (``0,10,-``). ``-`` is a blank: it has a column of its own and counts in no
mean, for read as 0 it would make choices win that nobody looked at.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from voting.methods.base import (
    LEAVE_IT,
    Choosing,
    Given,
    Indicator,
    Kind,
    Merged,
    NotAnAnswer,
    field,
    one_value,
    quoted,
)
from voting.rows import Level, Row

BLANK = "-"
SCORES = tuple(str(score) for score in range(11))
#: Scores shown together where single ones could be traced, and the score each stands for.
BANDS = {"0-3": SCORES[:4], "4-6": SCORES[4:7], "7-10": SCORES[7:]}
_MIDDLES = {"0-3": Fraction(3, 2), "4-6": Fraction(5), "7-10": Fraction(17, 2)}
_VALUES = {**{score: Fraction(score) for score in SCORES}, **_MIDDLES}
_BAND_WORDS = {
    "0-3": "could live with it (0 to 3)",
    "4-6": "in between (4 to 6)",
    "7-10": "hardly or not at all (7 to 10)",
    BLANK: "no score",
}
_LOW = 3  # a mean resistance up to here is called low


class Resistance(Choosing):
    kind = Kind.RESISTANCE
    name = "Resistance score"
    use = "Looking for what most could live with: how hard each choice would be to bear."
    asks = "Members give each choice a number from 0, no objection, to 10, unacceptable."
    thresholds = f"“Low resistance”: a mean of {_LOW} or less. “Resisted”: more."
    proposes = (LEAVE_IT,)

    def read(self, given: Given, n: int) -> str:
        scores = [_score(given, number) for number in range(1, n + 1)]
        if all(score == BLANK for score in scores):
            raise NotAnAnswer("Give at least one choice a number from 0 to 10.", field(1))
        return ",".join(scores)

    def is_answer(self, answer: str, n: int) -> bool:
        scores = answer.split(",")
        known = all(score in _CELLS for score in scores)
        return known and len(scores) == n and scores != [BLANK] * n

    def given(self, answer: str, n: int) -> dict[str, list[str]]:
        return {
            field(number): ["" if score == BLANK else score]
            for number, score in enumerate(answer.split(","), 1)
        }

    def cells(self, answer: str, n: int) -> Iterable[str]:
        return [f"{number}:{score}" for number, score in enumerate(answer.split(","), 1)]

    def said(self, answer: str, choices: Sequence[str]) -> tuple[str, ...]:
        return tuple(
            f"{choice}: {_score_words(score)}"
            for choice, score in zip(choices, answer.split(","), strict=True)
        )

    def shown(self, level: Level, n: int, *, is_exact: bool) -> Merged:
        """Every score of an exact total; bands of a small one; of groups the two outer bands."""
        if is_exact:
            return {f"{c}:{s}": (f"{c}:{s}",) for c in range(1, n + 1) for s in _CELLS}
        bands = [*BANDS, BLANK] if level is Level.TOTAL else ["0-3", "7-10"]
        return {
            f"{c}:{band}": tuple(f"{c}:{score}" for score in BANDS.get(band, (band,)))
            for c in range(1, n + 1)
            for band in bands
        }

    def apart(self, n: int) -> tuple[frozenset[str], ...]:
        each = (*_CELLS, *BANDS)
        return tuple(frozenset(f"{c}:{cell}" for cell in each) for c in range(1, n + 1))

    def words(self, cell: str, choices: Sequence[str]) -> str:
        number, _, score = cell.partition(":")
        return f"{choices[int(number) - 1]}: {_BAND_WORDS.get(score) or _score_words(score)}"

    def short(self, cell: str, choices: Sequence[str]) -> str:
        number, _, score = cell.partition(":")
        return f"{choices[int(number) - 1]}: {score.replace('-', '–')}"

    def headline(self, total: Row, choices: Sequence[str]) -> str:
        means = mean_resistances(total, len(choices))
        first = _lowest(means)
        if not first:
            return "No choice was given a number."
        names = quoted([choices[number - 1] for number in first])
        mean = f"{_about(total)}{_decimal(means[first[0]])} of 10"
        if len(first) > 1:
            return f"Level, with the least resistance: {names}, each {mean}."
        return f"{names} meets the least resistance: {mean}."

    def label(self, total: Row, choices: Sequence[str]) -> str | None:
        means = mean_resistances(total, len(choices))
        first = _lowest(means)
        if len(first) != 1:
            return "tie" if first else None
        mean = means[first[0]]
        return "low resistance" if mean is not None and mean <= _LOW else "resisted"

    def indicators(self, total: Row, choices: Sequence[str]) -> list[Indicator]:
        means = mean_resistances(total, len(choices))
        return [
            Indicator(
                choice,
                "none" if means[number] is None else f"{_about(total)}{_decimal(means[number])}",
                f"of 10; {total.share(f'{number}:{BLANK}')} gave it no number",
            )
            for number, choice in enumerate(choices, 1)
        ]

    def outcome(self, total: Row, choices: Sequence[str]) -> dict[str, object]:
        means = mean_resistances(total, len(choices))
        in_order = sorted((mean, c) for c, mean in means.items() if mean is not None)
        return {
            "least_resisted": _lowest(means),
            "means": {
                c: None if mean is None else round(float(mean), 2) for c, mean in means.items()
            },
            "order": [c for _, c in in_order],
        }


def mean_resistances(row: Row, n: int) -> dict[int, Fraction | None]:
    """The mean score of each choice among those who gave it one; None when nobody did.

    Exact where the row has every score; else a band stands for its middle.
    """
    means: dict[int, Fraction | None] = {}
    for number in range(1, n + 1):
        given = {
            score: row.weights[f"{number}:{score}"]
            for score in _VALUES
            if f"{number}:{score}" in row.weights
        }
        scored = sum(given.values())
        total = sum((_VALUES[score] * times for score, times in given.items()), Fraction(0))
        means[number] = total / scored if scored else None
    return means


def _lowest(means: dict[int, Fraction | None]) -> list[int]:
    known = [mean for mean in means.values() if mean is not None]
    return [number for number, mean in means.items() if known and mean == min(known)]


def _score(given: Given, number: int) -> str:
    name = field(number)
    score = one_value(given, name, "A part of the ballot is missing. Fill it in again.") or BLANK
    if score not in _CELLS:
        raise NotAnAnswer("A number from 0 to 10, or none, goes with each choice.", name)
    return score


def _score_words(score: str) -> str:
    ends = {"0": "0, no objection", "10": "10, unacceptable", BLANK: "no number"}
    return ends.get(score, score)


def _about(total: Row) -> str:
    return "" if total.is_exact else "about "


def _decimal(mean: Fraction | None) -> str:
    return "none" if mean is None else f"{float(mean):.1f}"


_CELLS = (*SCORES, BLANK)
RESISTANCE_SCORE = Resistance()
