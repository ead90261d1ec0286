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


def has_room(clp_id: int | None, at: datetime) -> bool:
    """Whether a prompt of this CLP would be shown within the longest it may wait. 3 statements.

    So nobody has more prompts before them than the days of that wait have room for.
    """
    shown = holding.shown_from(at, _shown_to_the_same(clp_id, at), most_a_day=_room(clp_id, at))
    return shown <= at + house_rules.length("prompt.waits_at_most_days", at=at)


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
    others = _shown_to_the_same(case.clp_id, at, but=case.id)
    shown = holding.shown_from(free_from, others, most_a_day=_room(case.clp_id, at))
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


def _room(clp_id: int | None, at: datetime) -> int:
    return _stewards_of(clp_id) * house_rules.value("prompt.each_steward_a_day", at=at)


def _stewards_of(clp_id: int | None) -> int:
    """How many stewards a prompt comes to: those of its CLP, or of the party where it has none."""
    count = sa.select(sa.func.count(RoleGrant.id)).where(
        RoleGrant.role == Role.STEWARD.value, RoleGrant.ended_at.is_(None)
    )
    own = db.session.scalar(count.where(RoleGrant.clp_id == clp_id)) if clp_id is not None else 0
    return own or db.session.scalar(count.where(RoleGrant.clp_id.is_(None))) or 1


def _shown_to_the_same(clp_id: int | None, at: datetime, *, but: int = 0) -> list[datetime]:
    """When the other prompts of these stewards are shown, from yesterday on."""
    shown = sa.func.coalesce(Case.shown_from, Case.opened_at)
    others = sa.select(Case.shown_from, Case.opened_at).where(
        Case.kind == CaseKind.PROMPT,
        Case.clp_id == clp_id,
        Case.id != but,
        shown > at - timedelta(days=1),
    )
    return [shown_from or opened_at for shown_from, opened_at in db.session.execute(others)]
