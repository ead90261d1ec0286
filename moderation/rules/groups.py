"""Groups of the roll: where members are and since when. Nobody has to be asked for them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

YEAR = timedelta(days=365)
YEARS = (  # since when they have been members
    ("members who joined in the last two years", 2),
    ("members of two to ten years", 10),
    ("members of more than ten years", 200),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the roll says of a member."""

    joined_on: date
    clp: str
    region: str


def groups_of(standing: Standing, today: date) -> frozenset[str]:
    """The names of the groups a member is in: one of years, one of region, one of CLP."""
    return frozenset(
        {years_of(standing.joined_on, today), of_region(standing.region), of_clp(standing.clp)}
    )


def years_of(joined_on: date, today: date) -> str:
    """The group of those who joined about then."""
    return next(
        name for name, years in YEARS if years == YEARS[-1][1] or joined_on > today - years * YEAR
    )


def of_region(name: str) -> str:
    """The group of a region's members."""
    return f"members in {name}"


def of_clp(name: str) -> str:
    """The group of a CLP's members."""
    return f"members of {name}"
