"""What happens to a post between pressing the button and its appearing. Pure.

The phases are asked in order, and the first that has something to say decides: what may not be said
yet (rates), what has been said just now, what newcomers wait with, what the list of words stops,
what its author should read once more, and what a person looks at first. A phase knows the attempt,
its writer and the limits, and answers with a verdict or None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from deliberation.rules.intake import newcomers, rates, repeats, words
from deliberation.rules.intake.values import (
    Attempt,
    Because,
    Does,
    Limits,
    Outcome,
    Said,
    Verdict,
    Writer,
)

Phase = Callable[[Attempt, Writer, Limits], Verdict | None]

PHASES: tuple[Phase, ...] = (
    rates.gap,
    rates.first_day,
    rates.threads_a_day,
    repeats.identical,
    newcomers.links,
    newcomers.mentions,
    words.blocked,
    words.warned,
    words.held,
    repeats.alike,
    newcomers.first_posts,
)
# Changing what stands already: no rate, and nothing that could be held.
CHANGING: tuple[Phase, ...] = (
    newcomers.links,
    newcomers.mentions,
    words.blocked,
    words.not_in_a_change,
    words.warned,
)
# A text of a quiet round: nobody may read it before the end, so it cannot be held either.
SEALING: tuple[Phase, ...] = (
    newcomers.links,
    newcomers.mentions,
    words.blocked,
    words.not_in_a_sealed_text,
    words.warned,
)
# Sending what one was asked to change: a steward looks at it in any case.
AGAIN: tuple[Phase, ...] = (newcomers.links, newcomers.mentions, words.blocked, words.warned)

# The same for a post that stands hidden: a word to look at first keeps it from appearing at once.
MENDING: tuple[Phase, ...] = (newcomers.links, newcomers.mentions, words.blocked, words.held)


def verdict(
    attempt: Attempt, writer: Writer, limits: Limits, phases: Iterable[Phase] = PHASES
) -> Verdict | None:
    """What becomes of it; None when it appears at once."""
    for phase in phases:
        if (found := phase(attempt, writer, limits)) is not None:
            return found
    return None


__all__ = [
    "AGAIN",
    "CHANGING",
    "MENDING",
    "PHASES",
    "Attempt",
    "Because",
    "Does",
    "Limits",
    "Outcome",
    "Phase",
    "Said",
    "Verdict",
    "Writer",
    "verdict",
]
