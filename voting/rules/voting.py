"""Who may vote in a poll."""

from datetime import date


def why_not_vote(
    *,
    is_open: bool,
    is_member: bool,
    joined_on: date | None,
    cutoff_on: date,
    on_roll_at_opening: bool,
    has_clp: bool,
    is_asked: bool,
) -> str | None:
    """The reason this person may not vote now; None when they may."""
    if not is_open:
        return "This poll has closed. Your vote was not counted."
    if not is_member:
        return "Only members of the party can vote."
    if joined_on is None or joined_on > cutoff_on or not on_roll_at_opening:
        return "This poll is for people who were members when it was opened."
    if not has_clp:
        return "We do not know your CLP yet. Ask us to put it right, then vote."
    if not is_asked:
        return "This poll is for members of other CLPs."
    return None
