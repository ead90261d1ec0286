"""The words of P3a: how posts are spread, and nobody's name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.dates import percent
from moderation.detectors import dominance
from moderation.detectors.finding import Row


def sentence(figures: Mapping[str, Any]) -> str:
    """How much one or three have written, and how many have spoken."""
    by_one = figures["top_1"] >= dominance.MOST_OF_ONE
    who, share = ("One person has", "top_1") if by_one else ("Three people have", "top_3")
    return (
        f"{who} written {percent(figures[share])} of the {figures['posts']:,} posts here; "
        f"{figures['speakers']:,} people have spoken."
    )


def working(figures: Mapping[str, Any]) -> list[Row]:
    """Each condition, and the effective number of speakers."""
    one, three = percent(dominance.MOST_OF_ONE), percent(dominance.MOST_OF_THREE)
    return [
        Row("Posts", f"{figures['posts']:,}", f"at least {dominance.LEAST_POSTS}"),
        Row("People", f"{figures['speakers']:,}", f"at least {dominance.LEAST_SPEAKERS}"),
        Row("Share of who writes most", percent(figures["top_1"]), f"at least {one}, or"),
        Row("Share of the three who write most", percent(figures["top_3"]), f"at least {three}"),
        Row("It is as if so many wrote alike", f"{figures['effective']:,.1f}"),
    ]
