"""How sure a result about choices is: chance, and how few of the silent could change what leads."""

from collections.abc import Sequence
from fractions import Fraction

from voting.methods import Choosing, Kind, uncertainty
from voting.methods.base import numbers
from voting.methods.ranked import table_of
from voting.methods.resistance import mean_resistances
from voting.methods.schulze import condorcet_winner
from voting.rows import Row

_NOT_SO = "They were not: people chose to take part."
NOBODY_LEADS = "Nothing leads alone, so any of those who stayed silent would decide it."
CANNOT = "Even all who stayed silent together could not overturn the lead."
NO_SAMPLE = (
    "People chose to take part, so this is no sample, and chance is not all that could be wrong."
)
_MOST = 10  # the highest score


def chance(total: Row, method: Choosing, choices: Sequence[str]) -> str:
    """The Wilson interval of the leading share, if those who took part were a random draw."""
    leading = _leading(total, method, choices)
    if leading is None:
        return NO_SAMPLE
    what, share, asked, _ = leading
    interval = uncertainty.wilson(share * asked, asked, max(total.eligible, round(asked)))
    return (
        f"If those who took part were a random draw of all members, the share {what} would be "
        f"{interval.low * 100:.0f}% to {interval.high * 100:.0f}% (95 times in 100). {_NOT_SO}"
    )


def flip(total: Row, method: Choosing, choices: Sequence[str]) -> str:
    """The net share of the silent that would undo the lead."""
    if method.kind is Kind.RESISTANCE:
        return _flip_of_means(total, len(choices))
    leading = _leading(total, method, choices)
    if leading is None or leading[3] <= 0:
        return NOBODY_LEADS
    lead = leading[3]
    share = uncertainty.flip_share(lead, 0, total.eligible, total.took_part)
    return CANNOT if share is None else _net(share)


def _net(share: float) -> str:
    return f"A net {share * 100:.2f}% of the members who stayed silent would overturn the lead."


def _leading(
    total: Row, method: Choosing, choices: Sequence[str]
) -> tuple[str, float, float, float] | None:
    """What leads: its share in words, that share, of how many people, and the lead in people."""
    weights, people = total.weights, total.took_part / total.whole
    if method.kind is Kind.RESISTANCE:
        return None
    if method.kind is Kind.RANKED:
        return _leading_pair(total, choices)
    cells = sorted(numbers(len(choices)), key=lambda cell: -weights[cell])
    if not weights[cells[0]]:
        return None
    what = f"{'for' if method.kind is Kind.APPROVAL else 'of'} “{method.words(cells[0], choices)}”"
    share = min(1.0, weights[cells[0]] / total.whole)
    lead = (weights[cells[0]] - weights[cells[1]]) * people
    return what, share, total.took_part, lead


def _leading_pair(total: Row, choices: Sequence[str]) -> tuple[str, float, float, float] | None:
    """Of the choice that beats all others, the pair in which it leads least."""
    table, people = table_of(total, len(choices)), total.took_part / total.whole
    winner = condorcet_winner(table)
    if winner is None:
        return None
    others = [it for it in range(len(table)) if it != winner]
    rival = min(others, key=lambda it: (table[winner][it] - table[it][winner], it))
    above, below = table[winner][rival], table[rival][winner]
    what = f"with “{choices[winner]}” above “{choices[rival]}”, of those who put them apart,"
    return what, above / (above + below), (above + below) * people, (above - below) * people


def _flip_of_means(total: Row, n: int) -> str:
    """How many of the silent, each giving the first 10 and the second 0, would draw them level."""
    means = mean_resistances(total, n)
    order = sorted((mean, it) for it, mean in means.items() if mean is not None)
    if len(order) < 2 or order[0][0] == order[1][0]:  # noqa: PLR2004 — a first and a second
        return NOBODY_LEADS
    silent = total.eligible - total.took_part
    (first, one), (second, other) = order[:2]
    asked, rivals = _scored(total, one), _scored(total, other)
    low, high = 0, max(0, silent)
    if _mean_with(first, asked, high, _MOST) < _mean_with(second, rivals, high, 0):
        return CANNOT
    while low < high:
        middle = (low + high) // 2
        level = _mean_with(first, asked, middle, _MOST) >= _mean_with(second, rivals, middle, 0)
        low, high = (low, middle) if level else (middle + 1, high)
    return _net(low / silent) if silent else CANNOT


def _mean_with(mean: Fraction, scored: int, more: int, score: int) -> Fraction:
    return (mean * scored + more * score) / (scored + more) if scored + more else Fraction(0)


def _scored(total: Row, number: int) -> int:
    """How many gave this choice a number."""
    given = sum(
        weight
        for cell, weight in total.weights.items()
        if cell.startswith(f"{number}:") and cell != f"{number}:-"
    )
    return given if total.is_exact else max(1, round(total.took_part * min(given, 100) / 100))
