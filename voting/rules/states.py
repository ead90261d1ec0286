"""The words in which a poll is described: where it stands, whom it asks, what it shows when."""

from enum import StrEnum


class State(StrEnum):
    """Where a poll stands. It only ever moves down this list."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    COUNTED = "counted"  # and published
    PURGED = "purged"  # published, and the ballots destroyed
    VOID = "void"  # never counted, and the ballots destroyed

    @property
    def is_published(self) -> bool:
        return self in {State.COUNTED, State.PURGED}

    @property
    def is_destroyed(self) -> bool:
        """Whether its box and its secrets are gone."""
        return self in {State.PURGED, State.VOID}


class Visibility(StrEnum):
    """When figures are published."""

    AT_CLOSE = "at_close"
    RUNNING = "running"  # national figures in steps; the rest at close


class Electorate(StrEnum):
    """Who is asked."""

    EVERYONE = "everyone"
    REGION = "region"
    CLP = "clp"


class KeyWith(StrEnum):
    """Who can open the ballots of a poll once it has closed."""

    SITE = "site"  # the worker counts at the hour
    OFFICERS = "officers"  # two of them together, each with a passphrase
