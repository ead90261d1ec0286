"""Ranking: each puts the choices in order, ties allowed; what counts is who stands above whom.

An answer is the order from first to last, ``2>1=3``; choices without a place stand last, together.
The count is the pairwise table, which adds up over groups and shows no ballot (a list of whole
rankings would: an agreed order of the lower places is a signature). Who comes first: `schulze`.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import permutations

from voting.methods import schulze
from voting.methods.base import (
    LEAVE_IT,
    Choosing,
    Given,
    Indicator,
    Kind,
    Merged,
    NotAnAnswer,
    alone,
    field,
    numbers,
    one_value,
    quoted,
)
from voting.rows import Level, Row

_FORM = re.compile(r"[1-8]([>=][1-8])*")


class Ranked(Choosing):
    kind = Kind.RANKED
    name = "Ranking"
    use = "Choosing one of several: which would win against every other."
    asks = "Members put the choices in order. Some may be level; those left out come last."
    thresholds = (
        "“Clear winner”: more put it above each other choice than below. “No clear winner”: "
        "no choice does so well; then Schulze’s method decides which comes first."
    )
    proposes = (LEAVE_IT,)

    def read(self, given: Given, n: int) -> str:
        places = {number: _place(given, number, n) for number in range(1, n + 1)}
        if all(place > n for place in places.values()):
            raise NotAnAnswer("Give at least one choice a place.", field(1))
        return _written(
            [number for number in places if places[number] == place]
            for place in sorted(set(places.values()))
        )

    def is_answer(self, answer: str, n: int) -> bool:
        if not _FORM.fullmatch(answer):
            return False
        order = order_of(answer)
        named = sorted(number for level in order for number in level)
        return named == list(range(1, n + 1)) and _written(map(sorted, order)) == answer

    def given(self, answer: str, n: int) -> dict[str, list[str]]:
        return {
            field(number): [str(place)]
            for place, level in enumerate(order_of(answer), 1)
            for number in level
        }

    def cells(self, answer: str, n: int) -> Iterable[str]:
        """Each pair of which one stands above the other (``2>1``), and who stands first (``2``)."""
        levels = [level.split("=") for level in answer.split(">")]
        found = list(levels[0])
        below: list[str] = []
        for level in reversed(levels):
            for above in level:
                found += [f"{above}>{lower}" for lower in below]
            below += level
        return found

    def said(self, answer: str, choices: Sequence[str]) -> tuple[str, ...]:
        return tuple(
            f"{place}. {', '.join(choices[number - 1] for number in level)}"
            + (" (level)" if len(level) > 1 else "")
            for place, level in enumerate(order_of(answer), 1)
        )

    def shown(self, level: Level, n: int, *, is_exact: bool) -> Merged:
        """Firsts and pairs; of the smallest groups the firsts alone."""
        return alone(numbers(n) if level is Level.POOL else [*numbers(n), *pairs(n)])

    def apart(self, n: int) -> tuple[frozenset[str], ...]:
        return tuple(
            frozenset({f"{one}>{other}", f"{other}>{one}"})
            for one in range(1, n + 1)
            for other in range(one + 1, n + 1)
        )

    def words(self, cell: str, choices: Sequence[str]) -> str:
        one, _, other = cell.partition(">")
        first = choices[int(one) - 1]
        return f"{first} above {choices[int(other) - 1]}" if other else f"{first} first"

    def short(self, cell: str, choices: Sequence[str]) -> str:
        return self.words(cell, choices).removesuffix(" first")

    def columns(self, row: Row) -> list[str]:
        return [cell for cell in row.percents if ">" not in cell]

    def headline(self, total: Row, choices: Sequence[str]) -> str:
        table = table_of(total, len(choices))
        winner = schulze.condorcet_winner(table)
        if winner is not None:
            return f"{quoted([choices[winner]])} is preferred to every other choice."
        if not may_order(total, table):
            return "No choice is clearly preferred to every other; so few votes are shown rounded."
        first = [choices[number] for number in schulze.winners(table)]
        if len(first) > 1:
            return f"Level at the top: {quoted(first)}."
        return (
            "No choice is preferred to every other. "
            f"By Schulze’s method {quoted(first)} comes first."
        )

    def label(self, total: Row, choices: Sequence[str]) -> str | None:
        table = table_of(total, len(choices))
        if schulze.condorcet_winner(table) is not None:
            return "clear winner"
        is_level = may_order(total, table) and len(schulze.winners(table)) > 1
        return "tie" if is_level else "no clear winner"

    def indicators(self, total: Row, choices: Sequence[str]) -> list[Indicator]:
        found = [
            Indicator(f"“{choice}” first", total.share(str(number)), "put it first, alone or level")
            for number, choice in enumerate(choices, 1)
        ]
        closest = _closest(table_of(total, len(choices)))
        if closest and total.is_exact:
            one, other, lead = closest
            pair = f"more put “{choices[one]}” above “{choices[other]}” than below"
            found.append(Indicator("Closest pair", f"{lead:,}", pair))
        return found

    def outcome(self, total: Row, choices: Sequence[str]) -> dict[str, object]:
        table = table_of(total, len(choices))
        winner = schulze.condorcet_winner(table)
        order = schulze.schulze_order(table) if may_order(total, table) else None
        return {
            "condorcet_winner": None if winner is None else winner + 1,
            "order": order and [[number + 1 for number in level] for level in order],
            "pairs": table,  # people, or per cent where the total is rounded
        }


def order_of(answer: str) -> list[list[int]]:
    """A canonical answer as places from first to last, each the numbers that are level there."""
    return [[int(number) for number in level.split("=")] for level in answer.split(">")]


def pairs(n: int) -> list[str]:
    """The cells of the pairwise table, line by line."""
    return [f"{one}>{other}" for one, other in permutations(range(1, n + 1), 2)]


def table_of(row: Row, n: int) -> list[list[int]]:
    """The pairwise table of a row, choices from 0: people, or percentages as published."""
    everyone = range(1, n + 1)
    return [
        [row.weights[f"{one}>{other}"] if one != other else 0 for other in everyone]
        for one in everyone
    ]


def may_order(total: Row, table: schulze.Table) -> bool:
    """Whether the order from this row is the order of the ballots.

    Rounding never turns a pair or a chain of defeats round, but it can make two level that were
    not. So a rounded row orders choices only where no two of them look level in any way.
    """
    everyone = range(len(table))
    return total.is_exact or (
        all(table[one][other] != table[other][one] for one in everyone for other in range(one))
        and all(len(level) == 1 for level in schulze.schulze_order(table))
    )


def _closest(table: schulze.Table) -> tuple[int, int, int] | None:
    everyone = range(len(table))
    leads = [
        (table[one][other] - table[other][one], one, other)
        for one in everyone
        for other in everyone
        if table[one][other] > table[other][one]
    ]
    if not leads:
        return None
    lead, one, other = min(leads)
    return one, other, lead


def _place(given: Given, number: int, n: int) -> int:
    """The place somebody gave a choice; after the last when they gave it none."""
    name = field(number)
    place = one_value(given, name, "A part of the ballot is missing. Fill it in again.")
    if not place:
        return n + 1
    if place not in numbers(n):
        raise NotAnAnswer(f"Places go from 1 to {n}.", name)
    return int(place)


def _written(levels: Iterable[Sequence[int]]) -> str:
    return ">".join("=".join(map(str, level)) for level in levels)


RANKED = Ranked()
