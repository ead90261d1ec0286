"""How a poll may run: whom it takes in, what it shows when, who holds its key, its next wave."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from voting.rules.states import Electorate, KeyWith, State, Visibility

FEWEST_IN_STEP = 25  # new ballots; fewer could be told apart by those who know the others
FEWEST_HOURS = 24
DEMO_STEP = (5, 1)  # ballots and hours, in a demonstration only, and said on its pages


@dataclass(frozen=True, slots=True)
class Life:
    """How a poll runs, whatever it asks."""

    cutoff_on: date | None = None  # the last day of joining for those it asks; None: of opening
    visibility: Visibility = Visibility.AT_CLOSE
    key_with: KeyWith = KeyWith.SITE


ORDINARY = Life()


def why_not_life(life: Life, electorate: Electorate, today: date) -> str | None:
    """The reason a poll may not run like this; None when it may."""
    if life.cutoff_on is not None and life.cutoff_on > today:
        return (
            "The cut-off date cannot be later than the opening. Leave it empty to take in everyone "
            "who is a member on the day of opening."
        )
    if life.visibility is not Visibility.RUNNING:
        return None
    if electorate is not Electorate.EVERYONE:
        return (
            "Figures are shown before the end only in polls of all members: in a smaller group "
            "each step would say too much."
        )
    if life.key_with is not KeyWith.SITE:
        return (
            "A poll that shows figures before the end needs its key at hand, so two officers "
            "cannot hold it."
        )
    return None


def why_not_thread(*, is_there: bool, only_clp: bool) -> str | None:
    """The reason a poll cannot be about this thread; None when it can."""
    if not is_there:
        return "That discussion is not there any more."
    if only_clp:
        return "That discussion is kept to one CLP, and the pages of a poll are for everybody."
    return None


def why_not_cutoff(*, cutoff_on: date | None, opens_on: date) -> str | None:
    """The reason a poll may not open on this day; None when it may."""
    if cutoff_on is not None and cutoff_on > opens_on:
        return f"Its cut-off date is {cutoff_on:%d %B %Y}. Open it on that day or later."
    return None


def why_not_again(*, may_open: bool, newest: State, question: str, asked: str | None) -> str | None:
    """The reason a poll may not be run again; None when it may.

    `newest` is where its newest wave stands, `asked` a question that was sent along.
    """
    if not may_open:
        return "Only editors, and stewards in their own area, can open straw polls."
    if asked is not None and " ".join(asked.split()) != " ".join(question.split()):
        return (
            "A wave asks the same question, word for word, or its results could not be compared. "
            "To ask something else, prepare a new poll."
        )
    if newest is State.DRAFT:
        return "The next wave is being prepared already."
    if newest is State.OPEN:
        return "The next wave can be opened when the last one has closed."
    return None


def says_of_all(before: Mapping[str, int], now: Mapping[str, int], ballots: int) -> bool:
    """Whether a step would say of so many new ballots that every one adds to the same cell.

    Then whoever voted since the last step would be known by it. Such a step waits for more.
    """
    return any(people - before.get(cell, 0) >= ballots for cell, people in now.items())


def is_next_step(
    *, ballots: int, last_ballots: int, since: timedelta | None, fewest: int, hours: int
) -> bool:
    """Whether a running poll has come far enough for a step. `since`: the last one, if any.

    `ballots` are those a step would hold, and `last_ballots` those the last one held.
    """
    is_due = since is None or since >= timedelta(hours=hours)
    return is_due and ballots - last_ballots >= fewest
