"""The words of P1: many ballots, few voices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.dates import percent
from moderation.detectors import view_gap
from moderation.detectors.finding import Row
from moderation.detectors.view_gap import ViewGap
from moderation.rules.sentences import about


def sentence(figures: Mapping[str, Any]) -> str:
    """A band for ballots, numbers for people."""
    gap = ViewGap.of(figures)
    argue = "argues" if gap.voices == 1 else "argue"
    voices = "none" if gap.voices == 0 else f"only {gap.voices}"
    return (
        f"About {about(gap.ballot_share)} of the members who took a side in the straw poll are "
        f"{gap.position}, but {voices} of the {gap.all_voices} people who took a side in the "
        f"discussion {argue} {gap.position}."
    )


def working(figures: Mapping[str, Any]) -> list[Row]:
    """Each condition, and the evidence with and without friends."""
    gap = ViewGap.of(figures)
    difference = (gap.ballot_share - gap.voice_share) * 100
    return [
        Row("Ballots on a side", f"{gap.all_ballots:,}", f"at least {view_gap.LEAST_BALLOTS}"),
        Row("People with a side", f"{gap.all_voices:,}", f"at least {view_gap.LEAST_VOICES}"),
        Row(
            f"Share of ballots {gap.position}",
            percent(gap.ballot_share),
            f"at least {percent(view_gap.LEAST_SHARE)}",
        ),
        Row(
            f"Share of people {gap.position}",
            percent(gap.voice_share),
            f"at most {view_gap.GREATEST_RATIO:.0%} of the share of ballots",
        ),
        Row(
            "Difference",
            f"{difference:.0f} points",
            f"at least {view_gap.LEAST_DIFFERENCE * 100:.0f} points",
        ),
        Row(
            "Share of people it should have at least",
            f"{gap.fair_share:.1%}",
            "lower bound of the share of ballots (Wilson, one-sided 90%)",
        ),
        Row(
            "Evidence that it is held back",
            f"{gap.evidence:,.1f} to 1",
            f"at least {gap.evidence_needed} to 1; by chance at most one time in ten",
        ),
        Row(
            "The same, if people bring friends",
            f"{gap.evidence_if_friends:,.1f} to 1",
            f"strong from {gap.evidence_needed} to 1",
        ),
    ]
