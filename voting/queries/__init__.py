"""What people see of polls: the same for everyone, staff included. Core statements, built once."""

from voting.queries.asked import asked_of
from voting.queries.lists import (
    MOST_LISTED,
    OPEN_OF_A_TOPIC,
    drafts,
    every_poll,
    open_polls,
    poll_of_proposal,
    polls_on,
    turnout,
)
from voting.queries.published import Shares, published_shares, rows

__all__ = [
    "MOST_LISTED",
    "OPEN_OF_A_TOPIC",
    "Shares",
    "asked_of",
    "drafts",
    "every_poll",
    "open_polls",
    "poll_of_proposal",
    "polls_on",
    "published_shares",
    "rows",
    "turnout",
]
