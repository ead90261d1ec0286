"""Does asking help? Prompts shown at once beside prompts held back for a week. Pure.

Closure is (g₀ − g₇) / g₀: which part of the gap between ballots and voices was gone after seven
days. The difference of two means is given with a 95 % interval by resampling both groups 2,000
times (Efron 1979), from a fixed seed, and only once 50 prompts have been measured: before that it
would say more about chance than about prompts. Source: representation notes C8.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from statistics import fmean, median

LEAST_MEASURED = 50  # prompts, shown and held back together
LEAST_OF_EACH = 5
DRAWS = 2_000
SEED = 20


@dataclass(frozen=True, slots=True)
class Measured:
    """One prompt a week after it was raised; None where it does not apply or has not happened."""

    detector: str
    held_back: bool
    gap_before: float | None
    gap_after: float | None
    first_voice_hours: float | None
    new_speakers: int
    evidence_after: float | None

    @property
    def closure(self) -> float | None:
        """The part of the gap that is gone; below 0 when it has grown."""
        if not self.gap_before or self.gap_after is None:
            return None
        return (self.gap_before - self.gap_after) / self.gap_before


@dataclass(frozen=True, slots=True)
class Came:
    """What came of one group of prompts."""

    prompts: int
    gap_before: float | None
    gap_after: float | None
    closure: float | None
    with_first_voice: int
    first_voice_hours: float | None  # median, of those with one
    new_speakers: float | None
    evidence_after: float | None  # median


def came_of(measured: Sequence[Measured]) -> Came:
    """Means of shares and numbers of people, medians of times and of evidence."""
    hours = [one.first_voice_hours for one in measured if one.first_voice_hours is not None]
    return Came(
        prompts=len(measured),
        gap_before=_mean([one.gap_before for one in measured]),
        gap_after=_mean([one.gap_after for one in measured]),
        closure=_mean([one.closure for one in measured]),
        with_first_voice=len(hours),
        first_voice_hours=median(hours) if hours else None,
        new_speakers=_mean([one.new_speakers for one in measured]),
        evidence_after=median(known)
        if (known := _known([m.evidence_after for m in measured]))
        else None,
    )


def _known(values: Sequence[float | None]) -> list[float]:
    return [value for value in values if value is not None]


def _mean(values: Sequence[float | None]) -> float | None:
    known = _known(values)
    return fmean(known) if known else None


def difference(
    shown: Sequence[float], held: Sequence[float], *, seed: int = SEED
) -> tuple[float, float, float] | None:
    """Mean of the shown less mean of the held back, and its 95 % interval; None with too few."""
    if len(shown) + len(held) < LEAST_MEASURED or min(len(shown), len(held)) < LEAST_OF_EACH:
        return None
    lot = Random(seed)  # noqa: S311 — to be drawn again by anybody
    drawn = sorted(
        fmean(lot.choices(shown, k=len(shown))) - fmean(lot.choices(held, k=len(held)))
        for _ in range(DRAWS)
    )
    low, high = drawn[DRAWS // 40], drawn[-DRAWS // 40 - 1]
    return fmean(shown) - fmean(held), low, high
