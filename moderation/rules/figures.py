"""How reports are answered, by reason: counts that name nobody, and how they are rounded. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from moderation.rules.reasons import CLAUSES

FEWEST = 10  # reports; of fewer nothing but that they are few is said
STEP = 5  # percent; shares are rounded to it


@dataclass(frozen=True, slots=True)
class Answered:
    """One report and what became of it. `decided_at` None: it waits."""

    reason: str
    made_at: datetime
    decided_at: datetime | None
    upheld: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """One row. Everything is "" where there are fewer than ten reports, or decided ones."""

    reason: str
    rule: str
    reports: str
    hours: str  # until the decision, the median
    upheld: str  # of those decided


def figures(reports: Iterable[Answered]) -> list[Figure]:
    """One row for each reason in the order of the rules, and one for all together."""
    of: dict[str, list[Answered]] = defaultdict(list)
    everything: list[Answered] = []
    for report in reports:
        of[report.reason].append(report)
        everything.append(report)
    rows = [
        _figure(clause.label, f"rule {clause.number}", of[reason])
        for reason, clause in CLAUSES.items()
    ]
    return [*rows, _figure("All reasons", "", everything)]


def _figure(label: str, rule: str, reports: list[Answered]) -> Figure:
    if len(reports) < FEWEST:
        few = "none" if not reports else f"fewer than {FEWEST}"
        return Figure(label, rule, few, "", "")
    decided = [(report, report.decided_at) for report in reports if report.decided_at is not None]
    if len(decided) < FEWEST:
        return Figure(label, rule, f"{len(reports):,}", "", "")
    hours = median((at - report.made_at).total_seconds() / 3600 for report, at in decided)
    share = sum(report.upheld for report, _ in decided) / len(decided) * 100
    return Figure(
        label, rule, f"{len(reports):,}", f"{round(hours):,}", f"{STEP * round(share / STEP)} %"
    )
