"""Completeness (P1b): a view with ballots and no argument on the page.

Not statistical: it only asks for one voice. Fires for a position that holds at least 10 % of the
published ballots and at least 5 of them, and has no argument at all 72 hours after its option was
listed, however many people have spoken. No prompt below 20 ballots.

Source: representation notes C1 (P1b) and C4 ("option without a case").
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta

from moderation.detectors.finding import Detector, Finding
from moderation.detectors.view_gap import ViewGap

LEAST_POLL = 20
LEAST_BALLOTS = 5
LEAST_SHARE = 0.10
PATIENCE = timedelta(hours=72)


def positions_without_a_case(
    ballots: Mapping[str, int], arguments: Mapping[str, int], *, listed_for: timedelta
) -> list[str]:
    """The positions that ballots hold and no argument makes, in the order of `ballots`."""
    total = sum(ballots.values())
    if total < LEAST_POLL or listed_for < PATIENCE:
        return []
    return [
        position
        for position, count in ballots.items()
        if count >= max(LEAST_BALLOTS, LEAST_SHARE * total) and not arguments.get(position)
    ]


def findings(gaps: Iterable[ViewGap], positions: Collection[str]) -> list[Finding]:
    """One for each of these positions, with the ballots and voices that it has."""
    return [
        Finding(Detector.NO_CASE, gap.position, gap.figures)
        for gap in gaps
        if gap.position in positions
    ]
