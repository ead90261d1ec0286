"""What a result does not know: the silent, chance, and how few of the silent could turn it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

_Z = 1.959964  # 95 % of a normal distribution lies within this many standard deviations


@dataclass(frozen=True, slots=True)
class Interval:
    """A range of shares, each 0 to 1."""

    low: float
    high: float

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


def wilson(successes: float, asked: float, population: int | None = None) -> Interval:
    """Wilson's 95 % interval for a share, as if those asked were drawn by chance.

    E. B. Wilson, "Probable inference", JASA 22 (1927), 209-212. With a finite population of N the
    sample counts as larger, ``n (N - 1) / (N - n)``, since fewer are left unasked (W. G. Cochran,
    "Sampling Techniques", 2.8). 30 of 40 gives 60 to 86 %; of 60 people in all, 66 to 82 %.
    """
    share = successes / asked
    if population is not None and asked >= population:
        return Interval(share, share)  # everybody was asked: nothing is left to chance
    n = asked if population is None else asked * (population - 1) / (population - asked)
    middle = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z / (1 + _Z**2 / n) * sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    return Interval(max(0.0, middle - half), min(1.0, middle + half))


def margin(draws: Sequence[tuple[float, int, int]]) -> float:
    """How far two shares may lie apart by chance alone, 95 times in 100 (0 to 1).

    Each draw is a share, how many it is of, and how many could have been drawn. The standard
    errors of independent draws add in squares (Cochran, "Sampling Techniques", 2.9).
    """
    variance = sum(
        share * (1 - share) / max(1, asked - 1) * max(0.0, 1 - asked / population)
        for share, asked, population in draws
    )
    return _Z * sqrt(variance)


def flip_share(in_favour: float, against: float, eligible: int, took_part: int) -> float | None:
    """The net share of the silent that would undo the lead; None when even all could not.

    Lead divided by silent members. 9,000 to 4,000 of 500,000: 1.03 % of the silent. 200 to 100 of
    400: the 100 silent can only make it a draw, and a draw overturns nothing.
    """
    lead, silent = abs(in_favour - against), eligible - took_part
    if lead >= silent:
        return None
    return lead / silent
