"""What happens to a poll next, when, and who does it: the lines of the officers' pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from voting.models import Poll
from voting.queries.officers import Done, Seat
from voting.rules import Deadlines, KeyWith, State


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens to a poll. `at`: when it happened, or will at the latest."""

    what: str
    who: str
    at: datetime | None
    is_done: bool


def steps_of(poll: Poll, seats: Sequence[Seat], ends: Deadlines) -> list[Step]:
    """From the opening to the destruction of the votes, in their order."""
    state, by_two = State(poll.state), poll.key_with == KeyWith.OFFICERS
    names = " and ".join(seat.name for seat in seats) or "two officers"
    closed = state not in {State.DRAFT, State.OPEN}
    steps = [Step("Closing", "the site, at the hour", poll.closes_at, closed)]
    if state is State.VOID:
        return [*steps, Step("Declared void; votes and keys destroyed", "see below", None, True)]
    if by_two:
        given = " and ".join(seat.name for seat in seats if seat.has_given)
        who = f"{names}, each with a passphrase" + (f"; {given} has given it" if given else "")
        counted = poll.tallied_at is not None
        steps += [
            Step("Counting", who, poll.tallied_at or ends.purge_by, counted),
            Step(
                "Publishing",
                "one of the two; the site if neither has by then",
                poll.counted_at or ends.publish_by,
                state.is_published,
            ),
        ]
    else:
        steps.append(
            Step("Counting and publishing", "the site", poll.counted_at, state.is_published)
        )
    purged = state is State.PURGED
    return [
        *steps,
        Step("Objections", "anybody", ends.objections_until, purged),
        Step(
            "Destroying votes, keys and the list of who took part",
            "two officers together, once objections are over; the site if nobody has by then",
            ends.purge_by,
            purged,
        ),
    ]


def waits_for(poll: Poll, seats: Sequence[Seat], acts: Sequence[Done]) -> list[str]:
    """What waits, and for whom, in sentences; empty when nothing does."""
    state = State(poll.state)
    said = [
        f"{act.act.words}: waits for a second officer. {act.by} has asked."
        for act in acts
        if act.done_at is None
    ]
    if state is State.DRAFT:
        said += [f"{seat.name}: set a passphrase." for seat in seats if not seat.is_ready]
    if state is State.CLOSED and poll.trouble:
        said.append(f"Any officer: {poll.trouble}")
    if state is State.CLOSED and poll.tallied_at is None:
        said += [
            f"{seat.name}: give the passphrase, so that it can be counted."
            for seat in seats
            if not seat.has_given
        ]
    if state is State.CLOSED and poll.tallied_at is not None:
        said.append(f"{' or '.join(seat.name for seat in seats)}: publish the result.")
    return said
