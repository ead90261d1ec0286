"""Facts about what moderators have looked at already."""

from __future__ import annotations

import hashlib

import sqlalchemy as sa

from core.db import db
from core.subjects import Subject
from moderation.models import Case, Decision
from moderation.rules.cases import WAITING, Action, CaseKind

_LAST = (
    sa.select(Case)
    .where(
        Case.kind == CaseKind.REPORT,
        Case.subject_kind == sa.bindparam("kind"),
        Case.subject_id == sa.bindparam("id"),
    )
    .order_by(Case.id.desc())
    .limit(1)
)


def reviewed(subject: Subject) -> Case | None:
    """The newest case about this, when it was left as it is and says the same since.

    A decision that was reversed on appeal settles nothing. ≤ 2 statements.
    """
    case = db.session.scalar(_LAST, {"kind": subject.kind, "id": subject.id})
    if case is None or case.state in WAITING or case.evidence.get("sha256") != hash_of(subject):
        return None
    decision = db.session.scalar(
        sa.select(Decision).where(Decision.case_id == case.id).order_by(Decision.id.desc()).limit(1)
    )
    left = decision is not None and decision.action == Action.NO_ACTION
    return case if left and decision is not None and decision.overruled_at is None else None


def hash_of(subject: Subject) -> str:
    """The hash of what it says, as evidence keeps it."""
    return hashlib.sha256(f"{subject.heading}\n{subject.body}".encode()).hexdigest()
