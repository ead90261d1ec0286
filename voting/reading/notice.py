"""What stands on a poll's page: who may vote, until when, what is published when, and what not.

Pure. Dates come in as words, so that a page and a letter say the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from voting.rows import Level


@dataclass(frozen=True, slots=True)
class Terms:
    """What was fixed when the poll opened, as far as its page tells of it."""

    asked: str  # the name of a region or a CLP; "" for everyone
    is_everyone: bool
    cutoff: str  # a day in words
    eligible: int
    closes: str  # a moment in words
    k_show: int
    down_to: Level
    is_running: bool = False  # figures come out in steps while it is open
    step_ballots: int = 25
    step_hours: int = 24
    is_demo: bool = False  # the steps are smaller than a real site may have


@dataclass(frozen=True, slots=True)
class Notice:
    """The sentences of the page."""

    who: str
    until: str
    published: list[str]
    not_promised: list[str]


def of(terms: Terms) -> Notice:
    """Everything that a poll's page says of its terms."""
    return Notice(who_may_vote(terms), until_when(terms), published_when(terms), not_promised())


def who_may_vote(terms: Terms) -> str:
    """Whom it asks, and by when they had to have joined."""
    whom = "Every member of the party" if terms.is_everyone else f"Every member in {terms.asked}"
    return (
        f"{whom} who had joined by {terms.cutoff}: {terms.eligible:,} people. "
        "Nobody is added later."
    )


def until_when(terms: Terms) -> str:
    """When it closes, and that a vote can be changed until then."""
    return f"{terms.closes}. Until then you can change your vote or take it back."


def published_when(terms: Terms) -> list[str]:
    """What comes out when, in the order in which it does."""
    return [*_before_closing(terms), *_at_closing(terms)]


def not_promised() -> list[str]:
    """What nobody should expect of a straw poll."""
    return [
        "It decides nothing. It shows what those who took part think, and how strongly.",
        "Those who take part choose to. It is no sample of all members, and we do not call it one.",
        "If you lose your vote code, nobody can find or change your vote for you. It still counts.",
        (
            "Whoever runs the computer could secretly change the program, and a changed program "
            "could see votes as they come in."
        ),
    ]


def _before_closing(terms: Terms) -> Iterable[str]:
    yield "Until it closes: how many have taken part, once a day and rounded down."
    if not terms.is_running:
        yield "No figure of any answer is worked out before closing, for anybody."
        return
    hours = f"{terms.step_hours} hour{'' if terms.step_hours == 1 else 's'}"
    yield (
        "While it is open, figures for all who could vote come out in steps. Each step waits for "
        f"{terms.step_ballots} new votes or more and for {hours} or more since the last, so that "
        "nobody’s vote can be seen in the difference."
    )
    if terms.is_demo:
        yield "This is a demonstration: its steps are smaller than those of a real poll."


def _at_closing(terms: Terms) -> Iterable[str]:
    parts = {
        Level.TOTAL: "the totals",
        Level.REGION: "the totals, and each region",
        Level.POOL: "the totals, each region, and CLPs",
    }
    yield (
        f"After it has closed and been counted: {parts[terms.down_to]}, once, for everybody alike."
    )
    yield (
        f"A group in which fewer than {terms.k_show} took part is shown together with others, and "
        "groups are rounded. No single vote is ever shown."
    )
