"""Stakes: what an option costs or brings whom, how much and when. Pure.

They are kept as text, one to a line, so that histories, differences and suggestions treat them as
they treat every other text of an option: `Cost | Parents | £2.50 a day | From 2027 | Treasury`.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, fields

COST, BENEFIT = "Cost", "Benefit"
MOST_STAKES = 20
LONGEST_PART = 200  # characters


@dataclass(frozen=True, slots=True)
class Stake:
    """One row of the table of costs and benefits."""

    sort: str  # COST or BENEFIT
    who: str
    amount: str
    timing: str = ""
    source: str = ""

    @property
    def line(self) -> str:
        """As it is kept."""
        return " | ".join(" ".join(part.replace("|", "/").split()) for part in astuple(self))


_PARTS = len(fields(Stake))


def stakes_of(text: str) -> list[Stake]:
    """The rows of a text, costs first; lines that are no row are left out."""
    rows = [stake for line in text.splitlines() if (stake := stake_of(line))]
    return sorted(rows, key=lambda stake: stake.sort != COST)


def stake_of(line: str) -> Stake | None:
    """The row that a line says; None when it says none."""
    parts = [part.strip() for part in line.split("|", _PARTS - 1)]
    if len(parts) < 3 or parts[0].capitalize() not in {COST, BENEFIT} or not all(parts[:3]):  # noqa: PLR2004 — sort, who and how much
        return None
    return Stake(parts[0].capitalize(), *parts[1:])


def why_not_stakes(text: str) -> str | None:
    """The reason these costs and benefits will not do; None when they will."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_STAKES:
        return f"There are {len(lines)} costs and benefits; the most is {MOST_STAKES}."
    for line in lines:
        stake = stake_of(line)
        if stake is None:
            return "Say of each whether it is a cost or a benefit, who has it, and how much it is."
        if max(map(len, astuple(stake))) > LONGEST_PART:
            return f"Use at most {LONGEST_PART} characters for each part of a cost or benefit."
    return None
