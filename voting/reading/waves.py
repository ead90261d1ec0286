"""One question asked again: a line for each wave, and what changed from each to the next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from voting.methods import Asked
from voting.methods.support_scale import THRESHOLDS, Thresholds
from voting.reading import change as changes
from voting.reading.change import Change
from voting.reading.gist import Gist, gist
from voting.rows import Row

_WIDE, _HIGH = 1000, 60


@dataclass(frozen=True, slots=True)
class Wave:
    """What is known of a wave before its figures; `group` tells whom it asked."""

    id: int
    wave: int
    question: str
    closes_at: datetime
    group: object
    is_published: bool


@dataclass(frozen=True, slots=True)
class WaveLine:
    """One wave in the table. `gist` is None until its result is out, or when too few took part."""

    wave: Wave
    total: Row | None
    gist: Gist | None
    change: Change | None

    @property
    def url(self) -> str:
        return f"/polls/{self.wave.id}" + ("/results" if self.wave.is_published else "")

    @property
    def said(self) -> str:
        """The result in a cell."""
        if not self.wave.is_published:
            return "no result yet"
        return self.gist.said if self.gist else "too few to show"


@dataclass(frozen=True, slots=True)
class RegionChange:
    """A region in the last two waves."""

    label: str
    change: Change


def lines(
    waves: Iterable[Wave],
    totals: Mapping[int, Row],
    asked: Asked,
    *,
    least: int,
    limits: Thresholds = THRESHOLDS,
) -> list[WaveLine]:
    """A line for each wave in the order asked; each compared with the last that was published."""
    found: list[WaveLine] = []
    before: Wave | None = None
    for wave in waves:
        total = totals.get(wave.id)
        step = _step(before, wave, totals, asked, least)
        found.append(WaveLine(wave, total, gist(asked, total, limits) if total else None, step))
        before = wave if wave.is_published else before
    return found


def by_region(
    before: Iterable[Row], now: Iterable[Row], asked: Asked, *, least: int
) -> list[RegionChange]:
    """How each region moved that was shown as the same group in both waves."""
    then = {row.label: row for row in before}
    return [
        RegionChange(row.label, changes.change(asked, then[row.label], row, least=least))
        for row in now
        if row.label in then
    ]


def drawn(lines: Sequence[WaveLine]) -> str:
    """The points of a line through the strengths, left to right, in a box of 1000 by 64; or ""."""
    known = [line.gist.strength for line in lines if line.gist and line.gist.strength is not None]
    if len(known) < 2:  # noqa: PLR2004 — one point is no line
        return ""
    step = _WIDE / (len(known) - 1)
    return " ".join(
        f"{round(place * step)},{round(2 + _HIGH * (1 - strength))}"
        for place, strength in enumerate(known)
    )


def _step(
    before: Wave | None, now: Wave, totals: Mapping[int, Row], asked: Asked, least: int
) -> Change | None:
    if not now.is_published:
        return None
    if before is None:
        return Change(why_not=changes.FIRST_TIME)
    if before.group != now.group:
        return Change(why_not=changes.OTHERS_ASKED)
    return changes.change(asked, totals.get(before.id), totals.get(now.id), least=least)
