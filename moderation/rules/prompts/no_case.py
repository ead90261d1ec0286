"""The words of P1b: ballots, and not one argument."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.dates import percent
from moderation.detectors import no_case
from moderation.detectors.finding import Row
from moderation.detectors.view_gap import ViewGap
from moderation.rules.sentences import about


def sentence(figures: Mapping[str, Any]) -> str:
    """A band for ballots, and what the page lacks."""
    gap = ViewGap.of(figures)
    return (
        f"About {about(gap.ballot_share)} of the members who took a side in the straw poll are "
        f"{gap.position}, and the page has no argument {gap.position}."
    )


def working(figures: Mapping[str, Any]) -> list[Row]:
    """Each condition."""
    gap = ViewGap.of(figures)
    return [
        Row("Ballots on a side", f"{gap.all_ballots:,}", f"at least {no_case.LEAST_POLL}"),
        Row(
            f"Share of ballots {gap.position}",
            percent(gap.ballot_share),
            f"at least {percent(no_case.LEAST_SHARE)}",
        ),
        Row(f"Arguments {gap.position}", "none", "none, three days after the option was listed"),
    ]
