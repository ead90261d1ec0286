"""The words of P6: who supports something, and finds nothing of it on top."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from moderation.detectors import unseen_minority
from moderation.detectors.finding import Row


def sentence(figures: Mapping[str, Any]) -> str:
    """How many of how many, and which post."""
    people, everyone = figures["people"], figures["all_people"]
    return (
        f"{people:,} of {everyone:,} people (one in ten or more) found post {figures['number']} a "
        "good point, and nothing that they found one is on the first screen."
    )


def working(figures: Mapping[str, Any]) -> list[Row]:
    """Each condition."""
    people, everyone = figures["people"], figures["all_people"]
    screen = unseen_minority.SCREEN
    needed = max(unseen_minority.LEAST_UNSEEN, -(-everyone // screen))
    least = unseen_minority.LEAST_PEOPLE
    return [
        Row("People who found something a good point", f"{everyone:,}", f"at least {least}"),
        Row("Posts on the first screen", f"{screen}"),
        Row(
            f"Of them for post {figures['number']} and for none on the screen",
            f"{people:,}",
            f"at least {needed:,} (all of them ÷ {screen})",
        ),
    ]
