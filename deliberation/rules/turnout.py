"""What those who took part can say for all: bounds, never a margin of error. Pure.

Whoever takes part has chosen to, so no theory of chance says anything of those who did not. What
can be said are the bounds within which support must lie, whatever the absent think (C. F. Manski,
"Nonparametric bounds on treatment effects", AER 80 (1990), 319-323).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor
from operator import itemgetter

_WHOLE = 100  # per cent
A_DISCUSSION = "Treat this as a discussion, not a mandate."


def support_bounds(
    took_part: int, members: int, low: float, high: float | None = None
) -> tuple[int, int]:
    """Between which per cents of all members support lies, whatever the absent think.

    `low` and `high` are the least and the most that the share of those who took part may be, from
    0 to 1; one figure where it is known. Widened to whole per cents. 9 of 12 for, of 150 members:
    6 to 98.
    """
    absent = max(0, members - took_part)
    least = Fraction(low).limit_denominator(10_000) * took_part
    most = Fraction(low if high is None else high).limit_denominator(10_000) * took_part
    whole = max(members, took_part)
    return floor(100 * least / whole), ceil(100 * (most + absent) / whole)


def turnout_sentence(took_part: int, members: int, low: float, high: float | None = None) -> str:
    """“12 of 150 members took part. If everyone absent agreed or disagreed, …”."""
    if members < 1:
        return "Nobody is on the roll, so nothing can be said for its members."
    said = f"{took_part:,} of {members:,} members took part."
    return f"{said} {absent_sentence(took_part, members, low, high)}".strip()


def absent_sentence(
    took_part: int,
    members: int,
    low: float,
    high: float | None = None,
    *,
    what: str = "support",
) -> str:
    """What the absent could make of it; "" when nobody is absent.

    That it is no mandate is said where they could turn it.
    """
    if took_part >= members:
        return ""
    least, most = support_bounds(took_part, members, low, high)
    if 2 * least > _WHOLE or 2 * most < _WHOLE:
        side = "more" if 2 * least > _WHOLE else "less"
        return (
            f"Whatever those who are absent think, {what} among all members is between "
            f"{least}% and {most}%: {side} than half."
        )
    return (
        f"If everyone absent agreed or disagreed, {what} would be anywhere from {least}% to "
        f"{most}%. {A_DISCUSSION}"
    )


def hands_sentence(
    *, there: int, guests: int, members: int, hands: Sequence[tuple[str, int]]
) -> str:
    """What a show of hands can say for all members of a CLP; "" without hands or a roll.

    `hands` are the options with how many hands each had; said is the one that had most.
    """
    present = max(0, there - guests)
    if not hands or not members or not present:
        return ""
    label, most_hands = max(hands, key=itemgetter(1))
    said = f"{present:,} of {members:,} members were there."
    what = f"support for “{label}”"
    left = absent_sentence(present, members, min(1.0, most_hands / present), what=what)
    return f"{said} {left}".strip()
