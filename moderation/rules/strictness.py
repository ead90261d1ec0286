"""A detector that is mostly wrong must be surer next time. Pure.

Precision is the share of a detector's answered prompts that stewards acted on: acted ÷ (acted +
dismissed as wrong). Below 40 % over 30 of them, the evidence it needs rises by half. Source:
representation notes C8.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from moderation.detectors import (
    contrast,
    dominance,
    loud_side,
    no_case,
    pile_on,
    unseen_minority,
)
from moderation.detectors.finding import Detector, Finding
from moderation.detectors.view_gap import ViewGap
from moderation.rules.reasons import Dismissal

ANSWERED = 30  # prompts of one detector that are looked at
LEAST_PRECISION = 0.40
RISE = 1.5
SMALLEST_CHANCE = 0.001  # as figures are rounded
Figures = Mapping[str, Any]
# Put aside for these, there was nothing to raise; “another reason” says neither.
WRONG = frozenset({Dismissal.COVERED, Dismissal.POLL_DOUBTFUL, Dismissal.NOT_POLICY})


def precision(acted: int, wrong: int) -> float | None:
    """The share that was acted on; None before any was answered."""
    return acted / (acted + wrong) if acted + wrong else None


def must_rise(acted: int, wrong: int) -> bool:
    """Whether so many of the last answered prompts were wrong that the detector must be surer."""
    found = precision(acted, wrong)
    return acted + wrong >= ANSWERED and found is not None and found < LEAST_PRECISION


def is_sure_enough(finding: Finding, factor: float) -> bool:
    """Whether a finding is this many times over what its detector usually needs."""
    sureness = _SURENESS.get(finding.detector)
    return factor <= 1 or sureness is None or sureness(finding.figures) >= factor


def _view_gap(figures: Figures) -> float:
    gap = ViewGap.of(figures)
    return gap.evidence / gap.evidence_needed


def _no_case(figures: Figures) -> float:
    gap = ViewGap.of(figures)
    return gap.ballots / max(no_case.LEAST_BALLOTS, no_case.LEAST_SHARE * gap.all_ballots)


def _unseen_minority(figures: Figures) -> float:
    people, everybody = figures["people"], figures["all_people"]
    deserves_a_place = people * unseen_minority.SCREEN / max(1, everybody)
    return float(min(people / unseen_minority.LEAST_UNSEEN, deserves_a_place))


def _pile_on(figures: Figures) -> float:
    replies = figures["replies"] / pile_on.LEAST_REPLIES
    return float(min(replies, figures["people"] / pile_on.LEAST_PEOPLE))


# How many times over what it needs a finding is. What is raised: the evidence ratio; for what has
# none, how unlikely chance is, how far z is from nought, or how many people, posts and ballots it
# takes. Unanswered arguments are facts: they are there or not, and there is nothing to raise.
_SURENESS: dict[Detector, Callable[[Figures], float]] = {
    Detector.VIEW_GAP: _view_gap,
    Detector.NO_CASE: _no_case,
    Detector.GROUP_GAP: lambda figures: RISE ** figures.get("steps", 0),
    Detector.DOMINANCE: lambda figures: figures["posts"] / dominance.LEAST_POSTS,
    Detector.LOUD_SIDE: lambda figures: (
        loud_side.LARGEST_CHANCE / max(figures["chance"], SMALLEST_CHANCE)
    ),
    Detector.CONTRAST: lambda figures: figures["z"] / contrast.THRESHOLD,
    Detector.UNSEEN_MINORITY: _unseen_minority,
    Detector.PILE_ON: _pile_on,
}
