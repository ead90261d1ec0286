"""When a published result may be published anew, and how exactly. Pure."""

from collections.abc import Sequence

from voting.rows import Row
from voting.rules.states import State

LONGEST_REASON = 500  # characters
FEWEST_APART = 50  # ballots whose difference may be seen; paper is never shown apart below this


def why_not_correct(*, state: State, reason: str) -> str | None:
    """The reason this result may not be corrected; None when it may."""
    if state is State.PURGED:
        return "The ballots have been destroyed, so it cannot be counted again. The result stands."
    if state is not State.COUNTED:
        return "Only a published result can be corrected."
    if not reason.strip():
        return "Say why the result is corrected. The reason stands beside the new figures."
    if len(reason) > LONGEST_REASON:
        return f"Give the reason in at most {LONGEST_REASON} characters."
    return None


def may_be_exact(before: Sequence[Row], now: Row) -> bool:
    """Whether a corrected total may have exact counts.

    Beside exact ones from before, exact counts say what the ballots between them were: too few
    ballots to be shown apart. Then, and from then on, the total is rounded as a group is.
    """
    if not before:
        return True
    counts, new = before[0].counts, now.counts
    if counts is None or new is None:
        return False
    changed = sum(abs(new.get(cell, 0) - counts.get(cell, 0)) for cell in {*counts, *new})
    return changed >= FEWEST_APART or changed == 0
