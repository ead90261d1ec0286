"""The queue of cases that wait, as one steward sees it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.models import Clp, Member
from accounts.rules import Power, allows
from core.clock import now
from core.db import db
from core.text import excerpt
from moderation import detectors
from moderation.models import Case, Report, Seat
from moderation.rules.cases import WAITING, CaseKind, CaseState
from moderation.rules.reasons import Reason

LONGEST = 50  # cases on the page; more come up as these are decided
_EXCERPT = 400

_REPORTS = sa.select(sa.func.count()).where(Report.case_id == Case.id).scalar_subquery()
_QUEUE = (
    sa.select(
        Case.id,
        Case.kind,
        Case.state,
        Case.evidence,
        Case.figures,
        Case.is_urgent,
        Case.opened_at,
        Case.due_at,
        Case.claimed_until,
        Clp.name.label("place"),
        Member.name.label("holder"),
        _REPORTS.label("reports"),
    )
    .outerjoin(Clp, Clp.id == Case.clp_id)
    .outerjoin(Member, Member.id == Case.claimed_by_id)
    .where(Case.state.in_(WAITING))
    .order_by(Case.is_urgent.desc(), Case.due_at, _REPORTS.desc(), Case.id)
)
_REASONS = (
    sa.select(Report.case_id, Report.reason)
    .where(Report.case_id.in_(sa.bindparam("case_ids", expanding=True)))
    .group_by(Report.case_id, Report.reason)
    .order_by(Report.case_id, sa.func.count().desc(), Report.reason)
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One case in the queue. `held_by` is the steward who is reading it, or ""."""

    id: int
    kind: CaseKind
    heading: str
    excerpt: str
    sentence: str  # what a prompt saw, or ""
    place: str
    reports: int
    reasons: tuple[Reason, ...]
    is_urgent: bool
    awaits_second: bool
    opened_at: datetime
    due_at: datetime
    is_late: bool
    held_by: str
    held_until: datetime | None


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits for one steward; `total` and `oldest` are of all that the filter lets through."""

    cases: list[Waiting]
    total: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class Filter:
    """What the steward chose to see; "" and 0 are everything. `wait` is "late" or "second"."""

    kind: str = ""
    clp_id: int = 0
    wait: str = ""


def queue_of(steward: Viewer, chosen: Filter) -> Queue:
    """The cases that wait within this steward's reach, in the printed order. 3 statements."""
    limits = [*_reach(steward), *_chosen(chosen)]
    rows = db.session.execute(_QUEUE.where(*limits).limit(LONGEST)).all()
    total, oldest = db.session.execute(
        sa.select(sa.func.count(), sa.func.min(Case.opened_at)).where(
            Case.state.in_(WAITING), *limits
        )
    ).one()
    reasons = _reasons_of([row.id for row in rows])
    return Queue([_waiting(row, reasons.get(row.id, ())) for row in rows], total, oldest)


def clps_of(steward: Viewer) -> list[tuple[int, str]]:
    """The CLPs that have waiting cases within this steward's reach, for the filter."""
    rows = db.session.execute(
        sa.select(Clp.id, Clp.name)
        .join(Case, Case.clp_id == Clp.id)
        .where(Case.state.in_(WAITING), *_reach(steward))
        .distinct()
        .order_by(Clp.name, Clp.id)
    )
    return [(row.id, row.name) for row in rows]


def _reach(steward: Viewer) -> list[sa.ColumnElement[bool]]:
    # A prompt that is held back is in nobody's queue, and in no number.
    shown = sa.or_(Case.shown_from.is_(None), Case.shown_from <= now())
    if steward.can(Power.MODERATE):
        return [shown]
    own = [g.clp_id for g in steward.grants if allows((g,), Power.MODERATE, g.clp_id)]
    drawn = sa.select(Seat.case_id).where(Seat.member_id == steward.id, Seat.left_at.is_(None))
    return [shown, sa.or_(Case.clp_id.in_(own), Case.id.in_(drawn))]


def _chosen(chosen: Filter) -> list[sa.ColumnElement[bool]]:
    limits: list[sa.ColumnElement[bool]] = []
    if chosen.kind:
        limits.append(Case.kind == chosen.kind)
    if chosen.clp_id:
        limits.append(Case.clp_id == chosen.clp_id)
    if chosen.wait == "late":
        limits.append(Case.due_at < now())
    if chosen.wait == "second":
        limits.append(Case.state == CaseState.AWAITING_SECOND)
    return limits


def _reasons_of(case_ids: Sequence[int]) -> dict[int, tuple[Reason, ...]]:
    found: dict[int, tuple[Reason, ...]] = {}
    rows: Iterable[Any] = (
        db.session.execute(_REASONS, {"case_ids": case_ids}).all() if case_ids else ()
    )
    for case_id, reason in rows:
        found[case_id] = (*found.get(case_id, ()), Reason(reason))
    return found


def _waiting(row: sa.Row[*tuple[Any, ...]], reasons: tuple[Reason, ...]) -> Waiting:
    is_held = row.claimed_until is not None and row.claimed_until > now()
    return Waiting(
        id=row.id,
        kind=CaseKind(row.kind),
        heading=row.evidence["heading"],
        excerpt=excerpt(row.evidence["body"], _EXCERPT),
        sentence=detectors.sentence(row),
        place=row.place or "",
        reports=row.reports,
        reasons=reasons,
        is_urgent=row.is_urgent,
        awaits_second=row.state == CaseState.AWAITING_SECOND,
        opened_at=row.opened_at,
        due_at=row.due_at,
        is_late=row.due_at < now(),
        held_by=row.holder if is_held else "",
        held_until=row.claimed_until if is_held else None,
    )
