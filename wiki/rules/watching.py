"""What watchers are told, how often, and in which words. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

MOST_WATCHED = 500  # by one member
MOST_IN_MAIL = 60  # things; the rest are counted
SHOWN_FOR = timedelta(days=90)
BEGINS = time(6, tzinfo=UTC)  # of the two hours in which mails go out
MINUTES = 120

# What happened, as a watcher reads it. What is not named here is not told.
TOLD = {
    "topic.added": "New topic",
    "topic.changed": "New text",
    "topic.placed": "Now also filed in another place",
    "topic.unplaced": "Taken out of a place",
    "topic.moved": "Moved to another place",
    "topic.home_changed": "Another place is its home now",
    "topic.merged": "Joined to another topic",
    "topic.took_in": "Took in another topic",
    "topic.split": "Parted in two",
    "topic.restructured": "A change of places was undone",
    "topic.effect_added": "New knock-on effect",
    "option.added": "New option",
    "option.changed": "Option in other words",
    "argument.added": "New argument",
    "argument.changed": "Argument in other words",
    "own_words.written": "A member’s own words",
    "removal.proposed": "An editor wants to take this out of its place",
    "removal.took_effect": "Two editors took this out of its place",
    "removal.overturned": "Stays, after an appeal",
    "removal.restored": "Put back in its place",
    "suggestion.made": "New suggestion",
    "thread.started": "New discussion",
    "poll.opened": "A straw poll is open",
    "poll.counted": "The result of a straw poll",
}


class Rhythm(StrEnum):
    """How often a member who watches gets a mail."""

    OFF = "off"
    DAILY = "daily"
    WEEKLY = "weekly"

    @property
    def words(self) -> str:
        """As people choose it."""
        return {
            "off": "No mail: I look at the page",
            "daily": "Once a day, when there is something new",
            "weekly": "Once a week, when there is something new",
        }[self.value]


def why_not_watch(*, watched: int) -> str | None:
    """The reason someone may not watch one more topic; None when they may."""
    if watched < MOST_WATCHED:
        return None
    return f"You watch {watched} topics, the most there can be. Watch a branch, or stop one first."


def next_due(rhythm: Rhythm, member_id: int, after: datetime) -> datetime:
    """When the next mail goes out: in the early morning, each member at a minute of their own.

    Weekly mails go out on Mondays. Always later than `after`.
    """
    moment = datetime.combine(after.astimezone(UTC).date(), BEGINS)
    moment += timedelta(minutes=member_id % MINUTES)
    if rhythm is Rhythm.WEEKLY:
        moment += timedelta(days=-moment.weekday() % 7)
    step = timedelta(days=7 if rhythm is Rhythm.WEEKLY else 1)
    return moment if moment > after else moment + step


def mail_subject(topics: Sequence[str], things: int) -> str:
    """The subject of a mail about these topics, the first of them named."""
    first = topics[0] if len(topics[0]) <= 60 else topics[0][:59].rstrip() + "…"  # noqa: PLR2004
    news = "1 new thing" if things == 1 else f"{things} new things"
    if len(topics) == 1:
        return f"{news} in “{first}”"
    others = len(topics) - 1
    return f"{news} in “{first}” and {others} other {'topic' if others == 1 else 'topics'}"
