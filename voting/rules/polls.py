"""Who may prepare, open, count and purge a poll, and when."""

from datetime import datetime, timedelta

from voting.rules.states import State

LONGEST_QUESTION = 200  # characters


def why_not_draft(
    *, may_open: bool, question: str, closes_at: datetime, longest: timedelta, now: datetime
) -> str | None:
    """The reason this poll may not be prepared; None when it may."""
    if not may_open:
        return "Only editors, and stewards in their own area, can open straw polls."
    if not question:
        return "Write the question."
    if len(question) > LONGEST_QUESTION:
        return f"Ask in at most {LONGEST_QUESTION} characters."
    if closes_at <= now:
        return "Choose a closing time that is still to come."
    if closes_at > now + longest:
        return f"A poll can be open for {longest.days} days at most."
    return None


def why_not_open(
    *, may_open: bool, state: State, eligible: int, k_show: int, closes_at: datetime, now: datetime
) -> str | None:
    """The reason this draft may not be opened; None when it may."""
    if not may_open:
        return "Only editors, and stewards in their own area, can open straw polls."
    if state is not State.DRAFT:
        return "This poll has been opened already."
    if closes_at <= now:
        return "The closing time of this poll has passed. Prepare it again with a later one."
    if eligible < k_show:
        return (
            f"Only {eligible} members could vote. At least {k_show} are needed, "
            "or a result could never be shown."
        )
    return None


def why_not_count(*, state: State) -> str | None:
    """The reason this poll may not be counted; None when it may."""
    if state in {State.DRAFT, State.OPEN}:
        return "Close the poll first. Ballots are opened once, after closing."
    if state.is_published:
        return "This poll has been counted already."
    if state is State.VOID:
        return "This poll is void, and its votes are destroyed."
    return None


def why_not_purge(
    *,
    state: State,
    objections_until: datetime | None,
    purge_by: datetime,
    by_two: bool,
    now: datetime,
) -> str | None:
    """The reason ballots and keys may not be destroyed yet; None when they may."""
    if state is not State.COUNTED or objections_until is None:
        return "Only a counted poll can be purged."
    if now < objections_until:
        return f"Objections to the count may come in until {objections_until:%d %B %Y}."
    if not by_two and now < purge_by:
        return "Two officers do this together, by name."
    return None
