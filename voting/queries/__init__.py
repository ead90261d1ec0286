"""What people see of polls: the same for everyone, staff included. Core statements, built once."""

from voting.queries.asked import asked_of
from voting.queries.corrections import correction, corrections_of
from voting.queries.listing import Listed, listing
from voting.queries.lists import (
    MOST_LISTED,
    OPEN_OF_A_TOPIC,
    drafts,
    open_polls,
    poll_of_proposal,
    turnout,
)
from voting.queries.on_topic import polls_on
from voting.queries.published import Shares, published_shares, rows
from voting.queries.tables import choices_of, tables
from voting.queries.waves import last_wave, waves

__all__ = [
    "MOST_LISTED",
    "OPEN_OF_A_TOPIC",
    "Listed",
    "Shares",
    "asked_of",
    "choices_of",
    "correction",
    "corrections_of",
    "drafts",
    "last_wave",
    "listing",
    "open_polls",
    "poll_of_proposal",
    "polls_on",
    "published_shares",
    "rows",
    "tables",
    "turnout",
    "waves",
]
