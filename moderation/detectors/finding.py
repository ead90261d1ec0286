"""What a detector answers with: what it found, how sure it is, and a line of its working."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol


class Detector(StrEnum):
    """Each by the name under which its findings are stored. How it works: the file of that name."""

    VIEW_GAP = "view_gap"
    NO_CASE = "no_case"
    GROUP_GAP = "group_gap"
    DOMINANCE = "dominance"
    LOUD_SIDE = "loud_side"
    UNANSWERED = "unanswered"
    PILE_ON = "pile_on"
    UNSEEN_MINORITY = "unseen_minority"
    CONTRAST = "contrast"


class Level(StrEnum):
    """How sure a detector is. On `WATCH` nobody is asked anything yet."""

    SILENT = "silent"
    WATCH = "watch"
    PROMPT = "prompt"
    STRONG = "strong"

    @property
    def fires(self) -> bool:
        """Whether moderators are asked."""
        return self in (Level.PROMPT, Level.STRONG)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one detector saw in one subject.

    `aspect` tells apart findings of one detector in one subject: the side, the rule, the post.
    `figures` are what the sentence and the working are made of, in JSON; they never hold a name.
    """

    detector: Detector
    aspect: str
    figures: Mapping[str, Any]
    level: Level = Level.PROMPT

    @property
    def case_aspect(self) -> str:
        """As it stands in `Case.aspect`."""
        return f"{self.detector}:{self.aspect}"

    @property
    def stored(self) -> dict[str, Any]:
        """As it stands in `Case.figures`."""
        return {"detector": str(self.detector), "level": str(self.level), **self.figures}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a working: what was counted, what it is, what it must reach ("" for nothing)."""

    label: str
    value: str
    needed: str = ""


class HasFigures(Protocol):
    """A case, or a row of the queue: whatever has the stored figures of a finding."""

    @property
    def figures(self) -> Mapping[str, Any]: ...
