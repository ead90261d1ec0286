"""The words of the contrast: who agrees with something, and is not at home on the first screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.dates import percent
from moderation.detectors import contrast
from moderation.detectors.finding import Row
from moderation.rules.sentences import about


def sentence(figures: Mapping[str, Any]) -> str:
    """Shares in words, and what the page may be missing."""
    share = figures["supporters"] / figures["people"]
    return (
        f"About {about(share)} of the members who weighed what stands here agree with "
        f"{figures['words']}, which is not on the first screen, and with far less of what is on "
        "it than those who disagree."
    )


def working(figures: Mapping[str, Any]) -> list[Row]:
    """Each condition."""
    people = figures["people"]
    return [
        Row("People who weighed something", f"{people:,}", f"at least {contrast.LEAST_PEOPLE}"),
        Row(
            f"Of them agree with {figures['words']}",
            percent(figures["supporters"] / people),
            f"at least {percent(contrast.LEAST_SUPPORT)}",
        ),
        Row(
            "Disagree with it",
            percent(figures["opponents"] / people),
            f"at least {contrast.LEAST_OPPONENTS} people",
        ),
        Row(
            "How much more at home those who agree are (z)",
            f"{figures['z']:.1f}",
            f"below {contrast.THRESHOLD:.0f}",
        ),
        Row("Such statements here", f"{figures['fired']:,}"),
    ]
