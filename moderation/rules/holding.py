"""When a prompt is shown: a fifth waits a week, and each steward gets one a day. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from hashlib import sha256

DAY = timedelta(days=1)


def is_held_back(case_id: int, percent: int) -> bool:
    """Whether the prompt with this number is one of those held back, so that their effect is known.

    By a hash of the number, so that neither what it is about nor who looks has a part in it.
    """
    drawn = int(sha256(f"shadow hold-out {case_id}".encode()).hexdigest()[:8], 16)
    return drawn % 100 < percent


def shown_from(free_from: datetime, others: Iterable[datetime], *, most_a_day: int) -> datetime:
    """When a prompt is shown that may be from `free_from` on: the first day with room for it.

    `others` are the moments at which the other prompts of the same stewards are shown.
    """
    taken: Counter[date] = Counter(other.date() for other in others)
    at = free_from
    while taken[at.date()] >= max(1, most_a_day):
        at += DAY
    return at
