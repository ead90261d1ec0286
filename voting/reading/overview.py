"""Polls side by side: one line for each published poll, its order, and the lines of its files."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from voting.methods import Asked
from voting.reading.change import Change
from voting.reading.gist import Gist

MANY_UNSURE = 0.2
TOO_FEW = "too few to show"


class Column(StrEnum):
    """By what the lines are sorted; the value stands in the address."""

    CLOSED = "closed"
    QUESTION = "question"
    STRENGTH = "strength"
    AGREEMENT = "agreement"
    TURNOUT = "turnout"
    CHANGE = "change"


WORDS: Mapping[Column, str] = {
    Column.QUESTION: "Question",
    Column.CLOSED: "Closed",
    Column.STRENGTH: "Strength",
    Column.AGREEMENT: "Agreement",
    Column.TURNOUT: "Turnout",
    Column.CHANGE: "Change",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A region in a poll. `percent` draws the bar; `together`: the label of those shown as one."""

    said: str
    percent: int | None = None
    together: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One published poll, as its own page has it."""

    id: int
    question: str
    poll: Asked  # what it asks for
    asked: str  # "All members", a region, a CLP
    closed_at: datetime
    eligible: int
    took_part: int | None  # None: too few to show
    gist: Gist
    change: Change
    wave: int = 1
    topic: str = ""
    regions: Mapping[str, Cell] | None = None

    @property
    def kind(self) -> str:
        """In words."""
        return self.poll.method.name

    @property
    def url(self) -> str:
        return f"/polls/{self.id}/results"

    @property
    def share_taking_part(self) -> float | None:
        """0 to 1."""
        return None if self.took_part is None else self.took_part / self.eligible

    @property
    def turnout(self) -> str:
        """“2.6%”; of so many."""
        share = self.share_taking_part
        return TOO_FEW if share is None else f"{share * 100:.1f}%"

    @property
    def needs_information(self) -> str:
        """The warning that many want to know more first; "" when they are few."""
        unsure = self.gist.unsure or 0.0
        return f"{unsure * 100:.0f}% need more information" if unsure >= MANY_UNSURE else ""

    @property
    def agreement(self) -> str:
        """“+0.52”; "—" where the kind of poll has none."""
        measure = self.gist.agreement
        return "—" if measure is None else f"{measure:+.2f}".replace("-", "−")


_KEYS: Mapping[Column, Callable[[Line], float | str | None]] = {
    Column.CLOSED: lambda line: line.closed_at.timestamp(),
    Column.QUESTION: lambda line: line.question.casefold(),
    Column.STRENGTH: lambda line: line.gist.strength,
    Column.AGREEMENT: lambda line: line.gist.agreement,
    Column.TURNOUT: lambda line: line.share_taking_part,
    Column.CHANGE: lambda line: line.change.points,
}


def in_order(lines: Iterable[Line], by: Column, *, falling: bool) -> list[Line]:
    """The lines sorted by a column; those without a figure last, ties by number, newest first."""
    every = sorted(lines, key=lambda line: -line.id)
    key = _KEYS[by]
    known = [line for line in every if key(line) is not None]
    known.sort(key=lambda line: key(line) or 0, reverse=falling)
    return known + [line for line in every if key(line) is None]


def asked_order(typed: str) -> tuple[Column, bool]:
    """The order in an address: ``agreement`` rises, ``-agreement`` falls; else newest first."""
    name = typed.removeprefix("-")
    if name not in set(Column):
        return Column.CLOSED, True
    return Column(name), typed.startswith("-")


def regions_of(lines: Iterable[Line]) -> list[str]:
    """The regions that any of the lines has a cell for, by name."""
    return sorted({region for line in lines for region in line.regions or ()})


HEAD = (
    *("poll", "question", "kind", "asked", "topic", "wave", "closed", "eligible", "took part"),
    *("turnout", "result", "label", "strength", "agreement", "need more information", "change"),
)


def as_record(line: Line) -> dict[str, object]:
    """A line under the names of `HEAD` and of its regions: what page, CSV and JSON hold alike."""
    gist = line.gist
    values = (
        *(line.id, line.question, line.kind, line.asked, line.topic, line.wave),
        *(f"{line.closed_at:%Y-%m-%d}", line.eligible, line.took_part, line.turnout, gist.said),
        *(gist.label, _percent(gist.strength), line.agreement, _percent(gist.unsure)),
        line.change.said,
    )
    regions = {name: _region(cell) for name, cell in (line.regions or {}).items()}
    return {**dict(zip(HEAD, values, strict=True)), "regions": regions}


def csv_lines(lines: Sequence[Line]) -> tuple[tuple[str, ...], list[list[object]]]:
    """The head and the lines of the file for spreadsheets, a column for each region."""
    regions = regions_of(lines)
    records = [as_record(line) for line in lines]
    return (*HEAD, *regions), [
        [record[name] for name in HEAD] + [_cell(record, region) for region in regions]
        for record in records
    ]


def _cell(record: dict[str, object], region: str) -> object:
    cells = record["regions"]
    return cells.get(region, "") if isinstance(cells, dict) else ""


def _region(cell: Cell) -> str:
    return f"{cell.said} ({cell.together} together)" if cell.together else cell.said


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share * 100:.0f}%"
