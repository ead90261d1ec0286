"""What the other actions share: opening a case, taking it, signing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from accounts.access import Viewer
from accounts.models import Clp, Member
from accounts.rules import Power
from core.clock import now
from core.dates import day_time
from core.db import db
from core.errors import Refused
from core.subjects import Subject, find
from moderation import discussions
from moderation.facts import time_to_decide
from moderation.facts.reviewed import hash_of
from moderation.facts.seats import reaches, seat_of
from moderation.models import Case, Decision
from moderation.rules.cases import SAFETY, WAITING, CaseKind

QUEUE, LOG = "moderation", "log"


class Stale(Refused):
    """Another steward was faster; answered with 409."""


def case_on(
    subject: Subject,
    kind: CaseKind,
    *,
    aspect: str = "",
    urgent: bool = False,
    figures: dict[str, Any] | None = None,
) -> Case:
    """The waiting case of this kind about this subject; a new one when there is none."""
    waiting = _waiting(subject, kind, aspect)
    if waiting is not None:
        return waiting
    opened = Case(
        kind=kind,
        subject_kind=subject.kind,
        subject_id=subject.id,
        aspect=aspect,
        clp_id=subject.clp_of,
        author_id=subject.author_of,
        is_urgent=urgent,
        opened_at=now(),
        due_at=now() + time_to_decide(kind, urgent=urgent),
        evidence=evidence_of(subject),
        figures=figures or {},
    )
    try:
        with db.session.begin_nested():
            db.session.add(opened)
    except IntegrityError:  # somebody opened it in this moment: the index lets one through
        return db.session.scalars(_waiting_statement(subject, kind, aspect)).one()
    return opened


def _waiting(subject: Subject, kind: CaseKind, aspect: str) -> Case | None:
    return db.session.scalar(_waiting_statement(subject, kind, aspect))


def _waiting_statement(subject: Subject, kind: CaseKind, aspect: str) -> sa.Select[Case]:
    return sa.select(Case).where(
        Case.kind == kind,
        Case.subject_kind == subject.kind,
        Case.subject_id == subject.id,
        Case.aspect == aspect,
        Case.state.in_(WAITING),
    )


def evidence_of(subject: Subject) -> dict[str, Any]:
    """The subject as it stands now, with a hash that shows the copy was not changed."""
    body = subject.body
    return {
        "heading": subject.heading,
        "body": body,
        "url": subject.url,
        "audience": subject.audience,
        "taken_at": now().isoformat(),
        **discussions.origin_of(subject),
        "around": discussions.said_around(subject),
        "sha256": hash_of(subject),
    }


def subject_of(case: Case) -> Subject:
    """What the case is about. Subjects are never deleted."""
    subject = find(case.subject_kind, case.subject_id)
    if subject is None:
        raise LookupError(f"case {case.id} is about nothing")
    return subject


def check_steward(case: Case, steward: Viewer, version: int) -> int:
    """The steward's id.

    Raises Refused when their roles do not reach this case, Stale when it has moved on since they
    opened it.
    """
    if steward.id is None or not reaches(case, steward):
        raise Refused("This case belongs to moderators of another place.")
    if case.version != version:
        raise Stale(_what_happened(case))
    return steward.id


def take(case: Case, version: int) -> None:
    """Move the case on from the version the steward saw; of two at once the second gets Stale."""
    moved = db.session.execute(
        sa.update(Case)
        .where(Case.id == case.id, Case.version == version)
        .values(version=version + 1)
    )
    if not moved.rowcount:  # type: ignore[attr-defined]
        db.session.refresh(case)
        raise Stale(_what_happened(case))


def _what_happened(case: Case) -> str:
    newest = db.session.execute(
        sa.select(Member.name, Decision.made_at)
        .join(Member, Member.id == sa.func.coalesce(Decision.second_by_id, Decision.first_by_id))
        .where(Decision.case_id == case.id)
        .order_by(Decision.id.desc())
    ).first()
    if newest is not None:
        return f"{newest.name} decided this {_ago(newest.made_at)}. Nothing of yours was changed."
    holder = case.holder_at(now())
    if holder is not None:
        return f"{name_of(holder)} is reading this case now."
    return "This case has changed since you opened it. Look at it again."


def _ago(then: datetime) -> str:
    minutes = int((now() - then).total_seconds() // 60)
    if minutes < 1:
        return "a moment ago"
    if minutes >= 60:  # noqa: PLR2004 — an hour
        return f"on {day_time(then)}"
    return "a minute ago" if minutes == 1 else f"{minutes} minutes ago"


def name_of(member_id: int) -> str:
    """The name a member goes by."""
    return db.session.scalar(sa.select(Member.name).where(Member.id == member_id)) or ""


def signed_as(steward: Viewer, case: Case) -> str:
    """The role a steward signs in, as the public log shows it."""
    if steward.can(Power.MODERATE):
        return "national steward"
    if not steward.can(Power.MODERATE, clp_id=case.clp_id):
        seat = seat_of(case.id, steward.id)
        return f"{seat.signs_as}, drawn by lot" if seat else "steward of another place"
    if case.kind in SAFETY and steward.can(Power.SAFEGUARD):
        return "safety officer"
    clp = db.session.scalar(sa.select(Clp.name).where(Clp.id == case.clp_id))
    return f"steward of {clp}"
