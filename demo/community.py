"""The demo community, step by step. Each step leaves alone what is there and adds what is not."""

from __future__ import annotations

from collections.abc import Iterator

from demo import (
    calendars,
    house,
    lines,
    meetings,
    missing,
    moderators,
    paper,
    people,
    polls,
    proposals,
    queue,
    removals,
    rooms,
    stewards,
    suggestions,
    threads,
    topics,
)

STEPS = (
    people.make,
    topics.make,
    lines.make,
    suggestions.make,
    removals.make,
    threads.make,
    house.make,
    rooms.make,
    polls.make,
    paper.make,
    calendars.make,
    meetings.make,
    proposals.make,
    stewards.make,
    queue.make,
    missing.make,
    moderators.make,
)


def make() -> Iterator[str]:
    """Make what is missing of the demo community. Says what was made; commits as it goes."""
    made = False
    for step in STEPS:
        for line in step():
            made = True
            yield line
    if not made:
        yield "The demo community is all there."
