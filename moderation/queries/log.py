"""The public log: what was decided, why, and by which roles. No names, no words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from accounts.models import Clp
from core.db import db
from core.subjects import PUBLIC
from moderation.models import Appeal, Case, Decision
from moderation.rules.cases import Action, CaseKind
from moderation.rules.reasons import Dismissal, Reason

PER_PAGE = 50

_LOG = (
    sa.select(
        Decision.id,
        Decision.made_at,
        Decision.action,
        Decision.reason,
        Decision.first_as,
        Decision.second_as,
        Decision.confirmed_at,
        Decision.lapsed_at,
        Decision.overruled_at,
        Case.kind,
        Case.subject_kind,
        Case.evidence,
        Clp.name.label("place"),
        Appeal.made_at.label("appealed_at"),
    )
    .join(Case, Case.id == Decision.case_id)
    .outerjoin(Clp, Clp.id == Case.clp_id)
    .outerjoin(Appeal, Appeal.decision_id == Decision.id)
    .order_by(Decision.id.desc())
)


@dataclass(frozen=True, slots=True)
class Line:
    """One act. `url` is "" when not everybody may read what it was about."""

    id: int
    at: datetime
    action: str
    about: str
    url: str
    place: str
    reason: str
    came_by: str
    signed: str
    state: str


def lines(*, action: str = "", reason: str = "", page: int = 1) -> tuple[list[Line], int]:
    """One page of the log, newest first, and how many pages there are. 2 statements."""
    limits = []
    if action:
        limits.append(Decision.action == action)
    if reason:
        limits.append(Decision.reason == reason)
    total = db.session.scalar(sa.select(sa.func.count(Decision.id)).where(*limits)) or 0
    rows = db.session.execute(
        _LOG.where(*limits).limit(PER_PAGE).offset((page - 1) * PER_PAGE)
    ).all()
    return [_line(row) for row in rows], max(1, -(-total // PER_PAGE))


def _line(row: sa.Row[*tuple[Any, ...]]) -> Line:
    return Line(
        id=row.id,
        at=row.made_at,
        action=Action(row.action).label,
        about=row.subject_kind,
        url=row.evidence["url"] if row.evidence["audience"] == PUBLIC else "",
        place=row.place or "",
        reason=reason_words(row.action, row.reason),
        came_by=_CAME_BY[CaseKind(row.kind)],
        signed=" and ".join(filter(None, (row.first_as, row.second_as))),
        state=_state(row),
    )


_CAME_BY = {
    CaseKind.REPORT: "reported",
    CaseKind.APPEAL: "appeal",
    CaseKind.PROMPT: "the view-gap check",
    CaseKind.HELD_POST: "held for a check",
    CaseKind.SECOND_LOOK: "sent by an editor",
    CaseKind.ILLEGAL_CONTENT: "reported",
    CaseKind.PERSONAL_DATA: "reported",
    CaseKind.ACCOUNT: "reported",
}


def reason_words(action: str, reason: str) -> str:
    """A stored reason in words, with its rule; "" for none."""
    if not reason:
        return ""
    if action == Action.DISMISS:
        return Dismissal(reason).label
    return f"{Reason(reason).label} ({Reason(reason).rule})"


def _state(row: sa.Row[*tuple[Any, ...]]) -> str:
    if row.overruled_at is not None:
        return "reversed on appeal"
    if row.lapsed_at is not None:
        return "put back: not confirmed by a second moderator"
    if row.confirmed_at is None:
        return "waiting for a second signature"
    return "appealed" if row.appealed_at is not None else ""
