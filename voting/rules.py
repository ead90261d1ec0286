"""Who may open a poll, vote in it and see it, and when. Pure: values in, sentences out."""

from datetime import date, datetime, timedelta
from enum import StrEnum

LONGEST_QUESTION = 200  # characters


class State(StrEnum):
    """Where a poll stands. It only ever moves down this list."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    COUNTED = "counted"  # and published
    PURGED = "purged"  # published, and the ballots destroyed

    @property
    def is_published(self) -> bool:
        return self in {State.COUNTED, State.PURGED}


class Visibility(StrEnum):
    """When figures are published."""

    AT_CLOSE = "at_close"


class Electorate(StrEnum):
    """Who is asked."""

    EVERYONE = "everyone"
    REGION = "region"
    CLP = "clp"


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


def why_not_count(*, state: State) -> str | None:
    """The reason this poll may not be counted; None when it may."""
    if state in {State.DRAFT, State.OPEN}:
        return "Close the poll first. Ballots are opened once, after closing."
    if state.is_published:
        return "This poll has been counted already."
    return None


def why_not_purge(
    *, state: State, counted_at: datetime | None, objections_for: timedelta, now: datetime
) -> str | None:
    """The reason ballots and keys may not be destroyed yet; None when they may."""
    if state is not State.COUNTED or counted_at is None:
        return "Only a counted poll can be purged."
    if now < counted_at + objections_for:
        return f"Objections may come in until {objections_for.days} days after the count."
    return None
