"""A detector that is mostly wrong must be surer next time. Pure.

Precision is the share of a detector's answered prompts that stewards acted on: acted ÷ (acted +
dismissed as wrong). Below 40 % over 30 of them, the evidence it needs rises by half. Source:
representation notes C8.
"""

from __future__ import annotations

from moderation.detectors.finding import Detector, Finding
from moderation.detectors.view_gap import ViewGap
from moderation.rules.reasons import Dismissal

ANSWERED = 30  # prompts of one detector that are looked at
LEAST_PRECISION = 0.40
RISE = 1.5
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
    """Whether a finding has this many times the evidence it usually needs.

    Findings without an evidence ratio have nothing to raise.
    """
    if factor <= 1 or finding.detector != Detector.VIEW_GAP:
        return True
    gap = ViewGap.of(finding.figures)
    return gap.evidence >= factor * gap.evidence_needed
