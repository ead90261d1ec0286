"""What a published result about choices says, as plain values for the page, JSON and CSV."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from voting import words
from voting.methods import Choosing, Kind, schulze
from voting.methods.approval import NONE
from voting.methods.base import numbers
from voting.methods.ranked import may_order, table_of
from voting.methods.resistance import BANDS, BLANK, SCORES, mean_resistances
from voting.reading import sure
from voting.rows import Row


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the page. Each line: its head, its cells, and whether it comes first."""

    caption: str
    head: tuple[str, ...]
    lines: tuple[tuple[str, tuple[str, ...], bool], ...]


def reading(total: Row, method: Choosing, choices: Sequence[str]) -> dict[str, Any]:
    """The words beside the table of a total; the same keys as for the support scale."""
    return {
        "label": method.label(total, choices),
        "thresholds": method.thresholds,
        "turnout": words.turnout(total),
        "chance": sure.chance(total, method, choices),
        "flip": sure.flip(total, method, choices),
        "warning": "",
        "indicators": [asdict(it) for it in method.indicators(total, choices)],
        "outcome": method.outcome(total, choices),
        "tables": [asdict(it) for it in _tables(total, method, choices)],
        "is_exact": total.is_exact,
    }


def across(regions: Sequence[Row], method: Choosing, choices: Sequence[str]) -> list[str]:
    """Which choice is ahead in which regions, in one sentence; none without regions."""
    ahead: dict[int | None, list[str]] = {}
    for row in regions:
        ahead.setdefault(_ahead(row, method.kind, len(choices)), []).append(row.label)
    said = [
        f"“{choice}” in {'; '.join(ahead[number])}"
        for number, choice in enumerate(choices, 1)
        if number in ahead
    ]
    unclear = [f"no choice clearly in {'; '.join(ahead[None])}"] if None in ahead else []
    return [f"Ahead are {', '.join(said + unclear)}."] if ahead else []


def _ahead(row: Row, kind: Kind, n: int) -> int | None:
    """The choice that leads alone as far as the rounded figures of a region tell."""
    if kind is Kind.RANKED:
        winner = schulze.condorcet_winner(table_of(row, n))
        return None if winner is None else winner + 1
    cell = "{}:7-10" if kind is Kind.RESISTANCE else "{}"
    sign = -1 if kind is Kind.RESISTANCE else 1  # the least resisted is ahead
    figures = {number: sign * row.weights[cell.format(number)] for number in range(1, n + 1)}
    first = [number for number, figure in figures.items() if figure == max(figures.values())]
    return first[0] if len(first) == 1 else None


def _tables(total: Row, method: Choosing, choices: Sequence[str]) -> list[Table]:
    match method.kind:
        case Kind.RESISTANCE:
            return _resistance(total, choices)
        case Kind.RANKED:
            return _ranked(total, choices)
        case _:
            return [_shares(total, method, choices)]


def _shares(total: Row, method: Choosing, choices: Sequence[str]) -> Table:
    """Choices by how often they were chosen, most often first; “none of these” at the end."""
    cells = sorted(numbers(len(choices)), key=lambda cell: (-total.weights[cell], int(cell)))
    most = total.weights[cells[0]]
    cells += [NONE] if NONE in total.percents else []
    lines = [
        (
            method.words(cell, choices),
            (*_people(total, cell), total.share(cell)),
            cell != NONE and total.weights[cell] == most > 0,
        )
        for cell in cells
    ]
    head = ("Choice", *(["People"] if total.is_exact else []), "Share of ballots")
    return Table(_of_all("Choices, most often chosen first", total), head, tuple(lines))


def _people(total: Row, cell: str) -> tuple[str, ...]:
    return () if total.counts is None else (f"{total.counts[cell]:,}",)


def _resistance(total: Row, choices: Sequence[str]) -> list[Table]:
    """Means and bands, least resisted first; and every score where they are known."""
    means = mean_resistances(total, len(choices))
    known = [mean for mean in means.values() if mean is not None]
    order = sorted(means, key=lambda it: (means[it] is None, means[it] or Fraction(0), it))
    head = (
        "Choice",
        "Mean, 0 to 10",
        *(f"{band.replace('-', '–')}" for band in BANDS),
        "No number",
    )
    lines = [
        (
            choices[number - 1],
            (_decimal(means[number]), *(_band(total, number, it) for it in (*BANDS, BLANK))),
            bool(known) and means[number] == min(known),
        )
        for number in order
    ]
    caption = _of_all("Choices, least resisted first; and how many gave which numbers", total)
    found = [Table(caption, head, tuple(lines))]
    return [*found, _scores(total, choices)] if total.is_exact else found


def _scores(total: Row, choices: Sequence[str]) -> Table:
    lines = [
        (choice, tuple(f"{total.weights[f'{c}:{it}']:,}" for it in (*SCORES, BLANK)), False)
        for c, choice in enumerate(choices, 1)
    ]
    head = ("Choice", *SCORES, "No number")
    return Table("How many gave each number", head, tuple(lines))


def _band(total: Row, number: int, band: str) -> str:
    whole = f"{number}:{band}"
    if whole in total.percents:
        return total.share(whole)
    people = sum(total.weights[f"{number}:{score}"] for score in BANDS[band])
    return f"{100 * people / total.whole:.0f}%"


def _ranked(total: Row, choices: Sequence[str]) -> list[Table]:
    """The order with who was put first, and the pairwise table."""
    n = len(choices)
    table = table_of(total, n)
    places = _places(total, table)
    firsts = sorted(range(n), key=lambda it: (places[it] or n + 1, -total.weights[str(it + 1)], it))
    order = Table(
        _of_all("Choices by place, and how many put each first, alone or level", total),
        ("Choice", "Place", "Put first"),
        tuple(
            (choices[it], (str(places[it] or "—"), total.share(str(it + 1))), places[it] == 1)
            for it in firsts
        ),
    )
    lines = tuple(
        (choices[one], tuple(_pair(total, one, other) for other in range(n)), False)
        for one in range(n)
    )
    caption = _of_all("How many put the choice of the line above the choice of the column", total)
    return [order, Table(caption, ("Above …", *choices), lines)]


def _places(total: Row, table: schulze.Table) -> dict[int, int | None]:
    """The place of each choice from 0: 1 for those that none is ahead of; None when not known."""
    if not may_order(total, table):
        winner = schulze.condorcet_winner(table)
        return {it: 1 if it == winner else None for it in range(len(table))}
    found: dict[int, int | None] = {}
    for level in schulze.schulze_order(table):
        place = len(found) + 1
        found.update(dict.fromkeys(level, place))
    return found


def _pair(total: Row, one: int, other: int) -> str:
    cell = f"{one + 1}>{other + 1}"
    if one == other:
        return ""
    return total.share(cell) if total.counts is None else f"{total.counts[cell]:,}"


def _decimal(mean: Fraction | None) -> str:
    return "—" if mean is None else f"{float(mean):.1f}"


def _of_all(caption: str, total: Row) -> str:
    return f"{caption}. {'Everyone who took part.' if total.is_exact else 'Rounded.'}"
