"""How opinion moved between two waves of one poll: only between results with enough ballots."""

from dataclasses import dataclass

from voting import words
from voting.methods import Asked, Choosing, Kind
from voting.methods.resistance import mean_resistances
from voting.methods.support_scale import strength
from voting.methods.uncertainty import margin
from voting.rows import Row

_OPEN_ENDS = ("under", "over", "about under", "about over")
NONE = "—"
FIRST_TIME = "This is the first time that it was asked."
OTHERS_ASKED = "Another group of members was asked last time, so no change is shown."
NOT_MEASURED = "The figures of the two waves cannot be set side by side."


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a row. `value` in points: per cent, or tenths of a scale; None: not known."""

    name: str
    said: str
    value: float | None
    unit: str = "points"


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure then and now. `points` is None where one of the two is only known roughly."""

    name: str
    before: str
    now: str
    points: float | None
    said: str  # "+6 points", "no change", "—"


@dataclass(frozen=True, slots=True)
class Change:
    """What changed since the last wave, the leading figure first; or the reason none is shown."""

    differences: tuple[Difference, ...] = ()
    why_not: str = ""
    chance: str = ""  # how large a difference chance alone could make

    @property
    def points(self) -> float | None:
        """Of the leading figure."""
        return self.differences[0].points if self.differences else None

    @property
    def said(self) -> str:
        """The leading difference in words; "—" for none."""
        return self.differences[0].said if self.differences else NONE


def change(asked: Asked, before: Row | None, now: Row | None, *, least: int) -> Change:
    """The change between two published rows of the same group. `least`: ballots needed in both."""
    if before is None or now is None or min(before.took_part, now.took_part) < least:
        return Change(why_not=too_few(least))
    then = {figure.name: figure for figure in figures(asked, before)}
    found = [
        _difference(then[figure.name], figure)
        for figure in figures(asked, now)
        if figure.name in then
    ]
    if not found:
        return Change(why_not=NOT_MEASURED)
    return Change(tuple(found), chance=_chance(asked, before, now))


def too_few(least: int) -> str:
    """Why a change is not shown of a group that was small in one of the two waves."""
    return f"Fewer than {least} took part in one of the two waves, so no change is shown."


def figures(asked: Asked, row: Row) -> list[Figure]:
    """What is compared from wave to wave, by kind of poll; the leading figure first."""
    if not isinstance(asked.method, Choosing):
        return _on_scale(row)
    if asked.method.kind is Kind.RESISTANCE:
        about = "" if row.is_exact else "about "
        means = mean_resistances(row, asked.n)
        return [
            Figure(choice, f"{about}{float(mean):.1f}", round(float(mean), 1), "of 10")
            for choice, mean in zip(asked.choices, means.values(), strict=True)
            if mean is not None
        ]
    return [
        Figure(choice, row.share(str(number)), float(row.percents[str(number)]))
        for number, choice in enumerate(asked.choices, 1)
    ]


def _on_scale(row: Row) -> list[Figure]:
    found = strength(words.weights(row))
    if found is None:
        return []
    return [
        _share("In favour", row, found.in_favour),
        _share("Against", row, found.against),
        _scale("Middle of opinion", found.mean),
        _scale("Agreement", found.agreement),
        _share("Need more information", row, found.more_information),
    ]


def _share(name: str, row: Row, share: float) -> Figure:
    return Figure(name, words.shown(row, share), float(round(share * 100)))


def _scale(name: str, measure: float) -> Figure:
    return Figure(name, f"{measure:+.2f}".replace("-", "−"), round(measure, 2), "")


def _difference(before: Figure, now: Figure) -> Difference:
    is_known = not (before.said.startswith(_OPEN_ENDS) or now.said.startswith(_OPEN_ENDS))
    if before.value is None or now.value is None or not is_known:
        return Difference(now.name, before.said, now.said, None, NONE)
    points = round(now.value - before.value, 2)
    return Difference(now.name, before.said, now.said, points, in_words(points, now.unit))


def in_words(points: float, unit: str = "points") -> str:
    """A difference as people read it: “+6 points”, “−1 point”, “no change”."""
    if not points:
        return "no change"
    number = f"{points:+g}".replace("-", "−")
    if unit == "points":
        return f"{number} point{'' if abs(points) == 1 else 's'}"
    return f"{number} {unit}".strip()


def _chance(asked: Asked, before: Row, now: Row) -> str:
    if isinstance(asked.method, Choosing):
        return ""
    measured = [(row, strength(words.weights(row))) for row in (before, now)]
    draws = [(it.in_favour, row.took_part, row.eligible) for row, it in measured if it]
    return (
        "Had both been random draws, chance alone could make a difference of "
        f"{margin(draws) * 100:.0f} points in the share in favour. They were not: other people "
        "may have chosen to take part."
    )
