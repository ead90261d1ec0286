"""The queue of cases that wait, as one steward sees it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
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
from moderation.rules.cases import SAFETY, WAITING, CaseKind, CaseState
from moderation.rules.reasons import Reason

PER_PAGE = 25
_EXCERPT = 400

_REPORTS = sa.select(sa.func.count()).where(Report.case_id == Case.id).scalar_subquery()
_IS_URGENT = sa.or_(Case.is_urgent, Case.kind.in_(sorted(SAFETY)))
_ORDER = (_IS_URGENT.desc(), Case.due_at, _REPORTS.desc(), Case.id)  # as SORT_ORDER says
_QUEUE = (
    sa.select(
        Case.id,
        Case.kind,
        Case.state,
        Case.evidence,
        Case.figures,
        _IS_URGENT.label("is_urgent"),
        Case.nobody_free_at,
        Case.opened_at,
        Case.due_at,
        Case.claimed_until,
        Clp.name.label("place"),
        Member.name.label("holder"),
        _REPORTS.label("reports"),
    )
    .outerjoin(Clp, Clp.id == Case.clp_id)
    .outerjoin(Member, Member.id == Case.claimed_by_id)
    .order_by(*_ORDER)
)
# A page is sorted by numbers alone: to carry the words of all that wait costs more than the rest.
_PAGE = sa.select(Case.id).where(Case.state.in_(WAITING)).order_by(*_ORDER).limit(PER_PAGE)
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
    nobody_free: bool  # every steward it could be given to has a part in it


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cases wait within a steward's reach, and how many the filter lets through."""

    kinds: dict[str, int]  # by kind, whatever kind is chosen
    total: int
    late: int
    mine: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of what waits for one steward."""

    cases: list[Waiting]
    counts: Counts
    page: int
    pages: int

    @property
    def total(self) -> int:
        """Of all that the filter lets through."""
        return self.counts.total


@dataclass(frozen=True, slots=True)
class Filter:
    """What the steward chose to see; "" and 0 are everything.

    `wait` is one of WAITS; `days` is the least age.
    """

    kind: str = ""
    clp_id: int = 0
    wait: str = ""
    days: int = 0


def asked_of(chosen: Filter) -> dict[str, str | int]:
    """The filter as an address says it."""
    said: dict[str, str | int] = {
        "kind": chosen.kind,
        "clp": chosen.clp_id,
        "wait": chosen.wait,
        "days": chosen.days,
    }
    return {name: value for name, value in said.items() if value}


EVERYTHING = Filter()
WAITS = {
    "late": "Late",
    "second": "For a second signature",
    "mine": "That I have taken",
    "free": "That nobody has taken",
    "nobody": "That nobody is free to decide",
}
AGES = {1: "For a day or more", 3: "For three days or more", 7: "For a week or more"}


def queue_of(steward: Viewer, chosen: Filter, page: int = 1) -> Queue:
    """The cases that wait within this steward's reach, in the printed order. 3 statements."""
    counts = counts_of(steward, chosen)
    pages = max(1, -(-counts.total // PER_PAGE))
    page = min(page, pages)
    limits = [*_reach(steward), *_chosen(chosen, steward)]
    ids = _PAGE.where(*limits).offset((page - 1) * PER_PAGE).subquery()
    rows = db.session.execute(_QUEUE.where(Case.id.in_(sa.select(ids.c.id)))).all()
    reasons = _reasons_of([row.id for row in rows])
    return Queue([_waiting(row, reasons.get(row.id, ())) for row in rows], counts, page, pages)


def counts_of(steward: Viewer, chosen: Filter = EVERYTHING) -> Counts:
    """What waits, counted. 1 statement."""
    fits = sa.and_(sa.true(), *_chosen(chosen, steward))
    late, mine = (sa.and_(*_chosen(Filter(wait=wait), steward)) for wait in ("late", "mine"))
    rows = db.session.execute(
        sa.select(
            Case.kind,
            sa.func.count().label("waiting"),
            sa.func.count(sa.case((fits, 1))).label("fit"),
            sa.func.count(sa.case((late, 1))).label("late"),
            sa.func.count(sa.case((mine, 1))).label("mine"),
            sa.func.min(sa.case((fits, Case.opened_at))).label("oldest"),
        )
        .where(Case.state.in_(WAITING), *_reach(steward))
        .group_by(Case.kind)
        .order_by(Case.kind)
    ).all()
    return Counts(
        kinds={row.kind: row.waiting for row in rows},
        total=sum(row.fit for row in rows),
        late=sum(row.late for row in rows),
        mine=sum(row.mine for row in rows),
        oldest=min((row.oldest for row in rows if row.oldest), default=None),
    )


def next_for(steward: Viewer, after: int) -> int | None:
    """The first case in the printed order that nobody else is reading. 1 statement."""
    free = sa.or_(*(sa.and_(*_chosen(Filter(wait=one), steward)) for one in ("free", "mine")))
    return db.session.scalar(
        sa.select(Case.id)
        .where(Case.state.in_(WAITING), Case.id != after, free, *_reach(steward))
        .order_by(*_ORDER)
        .limit(1)
    )


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
    mine = sa.or_(Case.clp_id.in_(own), Case.id.in_(drawn))
    theirs = sa.and_(mine, Case.kind.not_in(sorted(SAFETY)))
    if steward.can(Power.SAFEGUARD):
        return [shown, sa.or_(theirs, Case.kind.in_(sorted(SAFETY)))]
    return [shown, theirs]


def _chosen(chosen: Filter, steward: Viewer) -> list[sa.ColumnElement[bool]]:
    limits: list[sa.ColumnElement[bool]] = []
    if chosen.kind:
        limits.append(Case.kind == chosen.kind)
    if chosen.clp_id:
        limits.append(Case.clp_id == chosen.clp_id)
    if chosen.days:
        limits.append(Case.opened_at <= now() - timedelta(days=chosen.days))
    if chosen.wait in WAITS:
        limits.append(_waits(chosen.wait, steward))
    return limits


def _waits(wait: str, steward: Viewer) -> sa.ColumnElement[bool]:
    if wait == "late":
        return Case.due_at < now()
    if wait == "second":
        return Case.state == CaseState.AWAITING_SECOND
    if wait == "nobody":
        return Case.nobody_free_at.is_not(None)
    if wait == "mine":
        return sa.and_(Case.claimed_by_id == steward.id, Case.claimed_until > now())
    return sa.or_(Case.claimed_until.is_(None), Case.claimed_until <= now())


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
        heading=CaseKind(row.kind).label if row.kind in SAFETY else row.evidence["heading"],
        excerpt="" if row.kind in SAFETY else excerpt(row.evidence["body"], _EXCERPT),
        sentence=detectors.sentence(row),
        place=row.place or "",
        reports=row.reports,
        reasons=reasons,
        is_urgent=bool(row.is_urgent),
        awaits_second=row.state == CaseState.AWAITING_SECOND,
        opened_at=row.opened_at,
        due_at=row.due_at,
        is_late=row.due_at < now(),
        held_by=row.holder if is_held else "",
        held_until=row.claimed_until if is_held else None,
        nobody_free=row.nobody_free_at is not None,
    )
