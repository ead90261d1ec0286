"""The words of P2: who is heard, never how many, and nobody's opinion."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from moderation.detectors import group_gap
from moderation.detectors.finding import Row


def sentence(figures: Mapping[str, Any]) -> str:
    """Which group is below its share, and where: a band, no number."""
    group, where = figures["group"], figures["where"]
    return (
        f"{group[:1].upper()}{group[1:]} are well below their share of the people speaking "
        f"in {where} over twelve months. This is about who is heard, not about anyone’s opinion."
    )


def working(figures: Mapping[str, Any]) -> list[Row]:
    """What was asked of the counts; of the group itself only the band."""
    needed = group_gap.EVIDENCE_PER_GROUP * figures["groups"]
    return [
        Row("People who have spoken", f"{figures['all_speakers']:,}", "at least 20"),
        Row("Members in the group", "enough", f"at least {group_gap.LEAST_MEMBERS}"),
        Row("Its share of speakers", "well below", "at most 67% of its share of members"),
        Row("Evidence that it is held back", "enough", f"at least {needed} to 1"),
    ]
