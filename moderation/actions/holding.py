"""When a prompt is shown: a fifth is held back for a week, and each steward gets one a day."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from accounts.models import RoleGrant
from accounts.rules import Role
from core import house_rules
from core.db import db
from moderation.detectors.finding import Detector
from moderation.models import Case, Outcome
from moderation.queries.outcomes import before
from moderation.rules import holding
from moderation.rules.cases import CaseKind

PROTECTS = frozenset({str(Detector.PILE_ON)})


def schedule(case: Case) -> None:
    """Settle from when on stewards see a new prompt, and note what was there before. Once only.

    What protects somebody waits for nothing.
    """
    at = case.opened_at
    if db.session.get(Outcome, case.id) is not None:
        return
    detector = str(case.figures.get("detector", ""))
    waits = detector not in PROTECTS
    held = waits and holding.is_held_back(
        case.id, house_rules.value("prompt.held_back_percent", at=at)
    )
    free_from = at + house_rules.length("prompt.held_back_days", at=at) if held else at
    room = _stewards_of(case.clp_id) * house_rules.value("prompt.each_steward_a_day", at=at)
    shown = holding.shown_from(free_from, _shown_to_the_same(case, at), most_a_day=room)
    if waits and shown > at:
        case.shown_from = shown
        case.due_at += shown - at
    db.session.add(
        Outcome(
            case_id=case.id,
            detector=detector,
            held_back=held,
            raised_at=at,
            gap_before=before(case.figures),
        )
    )


def _stewards_of(clp_id: int | None) -> int:
    """How many stewards a prompt comes to: those of its CLP, or of the party where it has none."""
    count = sa.select(sa.func.count(RoleGrant.id)).where(
        RoleGrant.role == Role.STEWARD.value, RoleGrant.ended_at.is_(None)
    )
    own = db.session.scalar(count.where(RoleGrant.clp_id == clp_id)) if clp_id is not None else 0
    return own or db.session.scalar(count.where(RoleGrant.clp_id.is_(None))) or 1


def _shown_to_the_same(case: Case, at: datetime) -> list[datetime]:
    shown = sa.func.coalesce(Case.shown_from, Case.opened_at)
    rows = db.session.scalars(
        sa.select(Case).where(
            Case.kind == CaseKind.PROMPT,
            Case.clp_id == case.clp_id,
            Case.id != case.id,
            shown > at - timedelta(days=1),
        )
    )
    return [row.shown_from or row.opened_at for row in rows]
