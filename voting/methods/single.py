"""Single choice: each names one of several. For facts and dates.

Plurality counts are summable and need no source; its well-known weakness, that like-minded choices
take each other's votes, is why pages offer it for facts and dates only.
"""

from collections.abc import Iterable, Sequence

from voting.methods.base import (
    Choosing,
    Given,
    Indicator,
    Kind,
    Merged,
    NotAnAnswer,
    alone,
    highest,
    numbers,
    one_value,
    quoted,
)
from voting.rows import Level, Row

_MISSING = "Choose one of the choices."


class Single(Choosing):
    kind = Kind.SINGLE
    name = "One choice"
    use = "A fact or a date: which of several suits most. For policies, take another kind."
    asks = "Members choose one of several."
    thresholds = "“Majority”: chosen on more than half of the ballots."

    def read(self, given: Given, n: int) -> str:
        answer = one_value(given, "answer", _MISSING)
        if not self.is_answer(answer, n):
            raise NotAnAnswer(_MISSING)
        return answer

    def is_answer(self, answer: str, n: int) -> bool:
        return answer in numbers(n)

    def given(self, answer: str, n: int) -> dict[str, list[str]]:
        return {"answer": [answer]}

    def cells(self, answer: str, n: int) -> Iterable[str]:
        return (answer,)

    def said(self, answer: str, choices: Sequence[str]) -> tuple[str, ...]:
        return (choices[int(answer) - 1],)

    def shown(self, level: Level, n: int, *, is_exact: bool) -> Merged:
        return alone(numbers(n))

    def apart(self, n: int) -> tuple[frozenset[str], ...]:
        return (frozenset(numbers(n)),)

    def words(self, cell: str, choices: Sequence[str]) -> str:
        return choices[int(cell) - 1]

    def headline(self, total: Row, choices: Sequence[str]) -> str:
        first = highest(total.weights, numbers(len(choices)))
        if not first:
            return "The figures are too small to show a choice."
        names = quoted([choices[int(cell) - 1] for cell in first])
        each = ", each" if len(first) > 1 else ","
        said = "Level at the top" if len(first) > 1 else "Chosen most"
        return f"{said}: {names}{each} {total.share(first[0])}."

    def label(self, total: Row, choices: Sequence[str]) -> str | None:
        first = highest(total.weights, numbers(len(choices)))
        if len(first) != 1:
            return "tie" if first else None
        return "majority" if 2 * total.weights[first[0]] > total.whole else "no majority"

    def indicators(self, total: Row, choices: Sequence[str]) -> list[Indicator]:
        ranked = sorted((total.weights[cell] for cell in numbers(len(choices))), reverse=True)
        if not total.is_exact or not ranked[0]:
            return []
        lead = ranked[0] - ranked[1]
        return [Indicator("Lead", f"{lead:,}", "more ballots for the first than for the second")]

    def outcome(self, total: Row, choices: Sequence[str]) -> dict[str, object]:
        return {"most": [int(cell) for cell in highest(total.weights, numbers(len(choices)))]}


SINGLE = Single()
