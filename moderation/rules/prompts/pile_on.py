"""The words of a pile-on: which post, never whose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from moderation.detectors import pile_on
from moderation.detectors.finding import Row


def sentence(figures: Mapping[str, Any]) -> str:
    """How many answer one person, and where to look."""
    return (
        f"In a day {figures['people']} people, all of another side, have replied "
        f"{figures['replies']} times to the person who wrote post {figures['number']}: each reply "
        "may be fair, together they can be too much for one."
    )


def working(figures: Mapping[str, Any]) -> list[Row]:
    """Each condition."""
    return [
        Row("Replies within 24 hours", f"{figures['replies']}", f"{pile_on.LEAST_REPLIES} or more"),
        Row("People who reply", f"{figures['people']}", f"{pile_on.LEAST_PEOPLE} or more"),
        Row("Replies from their own side", "none", "none"),
    ]
