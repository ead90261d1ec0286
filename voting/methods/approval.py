"""Approval: each ticks all choices they could live with; the one ticked most comes first.

S. J. Brams and P. C. Fishburn, "Approval Voting", American Political Science Review 72 (1978),
831-847. An answer is the numbers ticked (``1,3``), or ``none``.
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
    quoted,
)
from voting.rows import Level, Row

NONE = "none"


class Approval(Choosing):
    kind = Kind.APPROVAL
    name = "All you could live with"
    use = "Several choices, quickly: which of them members could live with."
    asks = "Members tick every choice that they could live with, as many as they like."
    thresholds = "“Majority”: more than half could live with it."

    def read(self, given: Given, n: int) -> str:
        ticked = set(given.get("answer", ()))
        if not ticked:
            raise NotAnAnswer("Tick every choice that you could live with, or “None of these”.")
        if not ticked <= {*numbers(n), NONE}:
            raise NotAnAnswer("Tick choices that are on the ballot.")
        if NONE in ticked and len(ticked) > 1:
            raise NotAnAnswer("Tick either “None of these” or choices, not both.")
        return NONE if NONE in ticked else ",".join(sorted(ticked))

    def is_answer(self, answer: str, n: int) -> bool:
        ticked = answer.split(",")
        return answer == NONE or (set(ticked) <= set(numbers(n)) and sorted(set(ticked)) == ticked)

    def given(self, answer: str, n: int) -> dict[str, list[str]]:
        return {"answer": answer.split(",")}

    def cells(self, answer: str, n: int) -> Iterable[str]:
        return answer.split(",")

    def said(self, answer: str, choices: Sequence[str]) -> tuple[str, ...]:
        if answer == NONE:
            return ("None of these",)
        return tuple(choices[int(number) - 1] for number in answer.split(","))

    def shown(self, level: Level, n: int, *, is_exact: bool) -> Merged:
        """In groups the choices alone: those who ticked none are told of the total only."""
        return alone([*numbers(n), NONE] if level is Level.TOTAL else numbers(n))

    def apart(self, n: int) -> tuple[frozenset[str], ...]:
        return tuple(frozenset({number, NONE}) for number in numbers(n))

    def words(self, cell: str, choices: Sequence[str]) -> str:
        return "None of these" if cell == NONE else choices[int(cell) - 1]

    def headline(self, total: Row, choices: Sequence[str]) -> str:
        first = highest(total.weights, numbers(len(choices)))
        if not first:
            return "Hardly anybody could live with any of the choices."
        names = quoted([choices[int(cell) - 1] for cell in first])
        share = total.share(first[0])
        if len(first) > 1:
            return f"Level at the top: {names}; {share} could live with each."
        return f"{share} could live with {names}, more than with any other choice."

    def label(self, total: Row, choices: Sequence[str]) -> str | None:
        first = highest(total.weights, numbers(len(choices)))
        if len(first) != 1:
            return "tie" if first else None
        return "majority" if 2 * total.weights[first[0]] > total.whole else "no majority"

    def indicators(self, total: Row, choices: Sequence[str]) -> list[Indicator]:
        found = [Indicator("None of these", total.share(NONE), "could live with no choice")]
        if total.is_exact and total.took_part:
            ticks = sum(total.weights[cell] for cell in numbers(len(choices)))
            mean = f"{ticks / total.took_part:.1f}"
            found.append(Indicator("Ticks", mean, f"of {len(choices)} on a ballot, on average"))
        return found

    def outcome(self, total: Row, choices: Sequence[str]) -> dict[str, object]:
        return {"most": [int(cell) for cell in highest(total.weights, numbers(len(choices)))]}


APPROVAL = Approval()
