"""Groups that took part unlike made to count as they have members (post-stratification). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LEAST_CELL = 10  # people; smaller groups are weighed together with the next
LEAST_WEIGHT, MOST_WEIGHT = 0.3, 3.0


@dataclass(frozen=True, slots=True)
class Cell:
    """A group: how many members it has, how many took part, and their share in favour (0 to 1)."""

    members: int
    took_part: float
    share: float


@dataclass(frozen=True, slots=True)
class Weighted:
    """Shares in favour from 0 to 1, and how many people's worth of knowledge the weighted has."""

    raw: float
    share: float
    as_good_as: float  # Kish's effective number


def weighted(cells: Sequence[Cell]) -> Weighted | None:
    """The share in favour had every group taken part alike; None with fewer than two groups.

    Every ballot of group g weighs ``w = (N_g / N) / (n_g / n)``, kept between 0.3 and 3; groups of
    fewer than ten ballots are put together first. How many ballots that is as good as is
    ``(sum w)^2 / sum w^2`` (L. Kish, "Survey Sampling", 1965, 11.7). Members: 40 % under 45, of
    whom 12 took part and 10 were for; of the others 24 of 48: raw 57 %, weighted 63 %, as good as
    48. It corrects who took part by group, not that they chose to.
    """
    cells = _large_enough(cells)
    if len(cells) < 2:  # noqa: PLR2004 — nothing to weigh against each other
        return None
    members, ballots = sum(it.members for it in cells), sum(it.took_part for it in cells)
    weights = [
        min(max(it.members / members / (it.took_part / ballots), LEAST_WEIGHT), MOST_WEIGHT)
        for it in cells
    ]
    whole = sum(weight * it.took_part for weight, it in zip(weights, cells, strict=True))
    return Weighted(
        raw=sum(it.took_part * it.share for it in cells) / ballots,
        share=sum(w * it.took_part * it.share for w, it in zip(weights, cells, strict=True))
        / whole,
        as_good_as=whole**2
        / sum(weight**2 * it.took_part for weight, it in zip(weights, cells, strict=True)),
    )


def _large_enough(cells: Sequence[Cell]) -> list[Cell]:
    """The groups, those with too few ballots put together with the next smallest."""
    left = sorted(
        (it for it in cells if it.members), key=lambda it: (it.took_part, it.members, it.share)
    )
    while len(left) > 1 and left[0].took_part < LEAST_CELL:
        first, second, *rest = left
        left = sorted(
            [_together(first, second), *rest], key=lambda it: (it.took_part, it.members, it.share)
        )
    return left if left and left[0].took_part >= LEAST_CELL else []


def _together(one: Cell, other: Cell) -> Cell:
    ballots = one.took_part + other.took_part
    share = (
        (one.took_part * one.share + other.took_part * other.share) / ballots if ballots else 0.0
    )
    return Cell(one.members + other.members, ballots, share)
