"""The words of P3b: posts against people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.dates import percent
from moderation.detectors import loud_side
from moderation.detectors.finding import Row
from moderation.detectors.loud_side import Loudness


def _loudness(figures: Mapping[str, Any]) -> Loudness:
    return Loudness(**{name: figures[name] for name in Loudness.__slots__})


def sentence(figures: Mapping[str, Any]) -> str:
    """Its share of posts beside its share of people."""
    found = _loudness(figures)
    return (
        f"{percent(found.people / found.all_people)} of the people who took a side here are "
        f"{found.position}, and they have written {percent(found.posts / found.all_posts)} of the "
        "posts that take one: more than chance explains."
    )


def working(figures: Mapping[str, Any]) -> list[Row]:
    """Each condition."""
    found = _loudness(figures)
    shares = f"{found.posts:,} of {found.all_posts:,}", f"{found.people:,} of {found.all_people:,}"
    return [
        Row(f"Posts {found.position}", shares[0], f"at least {loud_side.LEAST_POSTS} in all"),
        Row(f"People {found.position}", shares[1], f"at least {loud_side.LEAST_PEOPLE} in all"),
        Row(
            "Share of posts ÷ share of people",
            f"{found.inflation:.2f}",
            f"at least {loud_side.LEAST_INFLATION}",
        ),
        Row(
            "How often chance alone does this",
            f"{found.chance:.1%}",
            f"at most {percent(loud_side.LARGEST_CHANCE)}, of {loud_side.DEALS} random deals",
        ),
    ]
