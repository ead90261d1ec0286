"""How members take what prompts bring them: what is counted, and how much of it is told. Pure.

Counts are of days that are over, told by the 10-5 rule (`rules.bands.rounded`), so that nobody who
watches the page learns what one member said. Source: representation notes C8.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from moderation.rules.bands import LEAST_NUMBER, rounded

MOST_NEVER = 0.05  # of those asked: what we want to stay under


class Said(StrEnum):
    """What is counted."""

    ASKED = "asked"  # drawn by lot, and asked for a paragraph
    NOT_NOW = "not_now"
    NEVER = "never"
    COMPLAINED = "complained"  # reported an invitation, a question or a slot of a prompt


@dataclass(frozen=True, slots=True)
class Taken:
    """How what the prompts of one detector brought was taken, in words."""

    detector: str
    asked: str
    not_now: str
    never: str
    complained: str
    too_many: bool  # more than one in twenty of those asked said never


def taken(detector: str, people: Mapping[str, int]) -> Taken:
    """The counts of one detector, by what was said, as everybody reads them."""
    asked, never = people.get(Said.ASKED, 0), people.get(Said.NEVER, 0)
    return Taken(
        detector,
        **{said.value: rounded(people.get(said, 0)) for said in Said},
        too_many=never >= LEAST_NUMBER and never > MOST_NEVER * asked,
    )
