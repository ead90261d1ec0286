"""What prompts have come to, for everybody. No prompt can be told from another in it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256

import sqlalchemy as sa

from core.db import db
from moderation.models import Case, Decision, Outcome, Strictness
from moderation.rules.cases import Action, CaseKind
from moderation.rules.evaluation import Came, Measured, came_of, difference
from moderation.rules.strictness import WRONG, precision

PAGE = "representation"  # the page version


@dataclass(frozen=True, slots=True)
class Answered:
    """How the prompts of one detector were answered."""

    detector: str
    acted: int
    wrong: int
    put_aside: int  # for another reason
    factor: float

    @property
    def precision(self) -> float | None:
        return precision(self.acted, self.wrong)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything on the page. `difference` is of closure: mean, low, high; None with too few."""

    raised: int
    shown: Came
    held: Came
    difference: tuple[float, float, float] | None
    answered: list[Answered]
    raised_thresholds: list[Strictness]

    @property
    def measured(self) -> int:
        return self.shown.prompts + self.held.prompts


def evaluation() -> Evaluation:
    """All of it. 5 statements."""
    measured = measured_prompts()
    shown = [one for one in measured if not one.held_back]
    held = [one for one in measured if one.held_back]
    surer = list(db.session.scalars(sa.select(Strictness).order_by(Strictness.id)))
    return Evaluation(
        raised=db.session.scalar(sa.select(sa.func.count(Outcome.case_id))) or 0,
        shown=came_of(shown),
        held=came_of(held),
        difference=difference(
            [one.closure for one in shown if one.closure is not None],
            [one.closure for one in held if one.closure is not None],
        ),
        answered=_answered({row.detector: row.factor for row in surer}),
        raised_thresholds=surer,
    )


def measured_prompts() -> list[Measured]:
    """Every prompt that was measured, in an order that says nothing. 1 statement."""
    rows = db.session.scalars(
        sa.select(Outcome).where(Outcome.measured_at.is_not(None)).order_by(Outcome.case_id)
    ).all()
    mixed = sorted(rows, key=lambda row: sha256(f"row {row.case_id}".encode()).hexdigest())
    return [
        Measured(
            row.detector,
            row.held_back,
            row.gap_before,
            row.gap_after,
            row.first_voice_hours,
            row.new_speakers or 0,
            row.evidence_after,
        )
        for row in mixed
    ]


_ANSWERS = (
    sa.select(Outcome.detector, Decision.action, Decision.reason, Decision.made_at)
    .join(Case, Case.id == Decision.case_id)
    .join(Outcome, Outcome.case_id == Case.id)
    .where(Case.kind == CaseKind.PROMPT)
    .order_by(Decision.id.desc())
)


def _answered(factors: dict[str, float]) -> list[Answered]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for detector, action, reason, _ in db.session.execute(_ANSWERS):
        counts[detector][_which(action, reason)] += 1
    return [
        Answered(detector, acted, wrong, aside, factors.get(detector, 1.0))
        for detector, (acted, wrong, aside) in sorted(counts.items())
    ]


def _which(action: str, reason: str) -> int:
    """0: acted on; 1: put aside as wrong; 2: put aside for another reason."""
    if action != Action.DISMISS:
        return 0
    return 1 if reason in WRONG else 2


def answered_lately(most: int) -> list[tuple[str, int, int]]:
    """By detector, how many of its last `most` answered prompts were acted on, and were wrong.

    Only those answered since it was last made surer. 2 statements.
    """
    since = dict(
        db.session.execute(
            sa.select(Strictness.detector, sa.func.max(Strictness.since)).group_by(
                Strictness.detector
            )
        ).all()
    )
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for detector, action, reason, made_at in db.session.execute(_ANSWERS):
        which = _which(action, reason)
        last = since.get(detector)
        if which < 2 and sum(counts[detector]) < most and (last is None or made_at > last):  # noqa: PLR2004
            counts[detector][which] += 1
    return [(detector, acted, wrong) for detector, (acted, wrong) in sorted(counts.items())]
