"""Detectors: pure statistics over published figures and posts, one per file.

Each says in its docstring what it looks for, its formula, where that comes from and its
thresholds, and answers with `Finding`s; only `moderation.actions` opens a case. The words of each
are in `moderation/rules/prompts`, in the file of the same name.
"""

from collections.abc import Mapping
from types import ModuleType

from moderation.detectors.finding import Detector, Finding, HasFigures, Level, Row
from moderation.rules.prompts import contrast as of_contrast
from moderation.rules.prompts import dominance as of_dominance
from moderation.rules.prompts import group_gap as of_group_gap
from moderation.rules.prompts import loud_side as of_loud_side
from moderation.rules.prompts import no_case as of_no_case
from moderation.rules.prompts import pile_on as of_pile_on
from moderation.rules.prompts import unanswered as of_unanswered
from moderation.rules.prompts import unseen_minority as of_unseen_minority
from moderation.rules.prompts import view_gap as of_view_gap

__all__ = ["Detector", "Finding", "HasFigures", "Level", "Row", "sentence", "working"]

# Each offers sentence(figures) -> str and working(figures) -> list[Row]; both take Finding.stored.
_WORDS: Mapping[str, ModuleType] = {
    Detector.VIEW_GAP: of_view_gap,
    Detector.NO_CASE: of_no_case,
    Detector.GROUP_GAP: of_group_gap,
    Detector.DOMINANCE: of_dominance,
    Detector.LOUD_SIDE: of_loud_side,
    Detector.UNANSWERED: of_unanswered,
    Detector.PILE_ON: of_pile_on,
    Detector.UNSEEN_MINORITY: of_unseen_minority,
    Detector.CONTRAST: of_contrast,
}


def sentence(case: HasFigures) -> str:
    """What the prompt saw, in one plain paragraph; "" for a case that no detector opened."""
    words = _WORDS.get(case.figures.get("detector", ""))
    said: str = words.sentence(case.figures) if words else ""
    return said


def working(case: HasFigures) -> list[Row]:
    """How it was worked out, from the figures stored when it was raised."""
    words = _WORDS.get(case.figures.get("detector", ""))
    rows: list[Row] = words.working(case.figures) if words else []
    return rows
