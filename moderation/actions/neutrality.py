"""The neutrality audit: each quarter is counted when it has ended, and anew after an appeal."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from accounts.models import RoleGrant
from accounts.rules import Role
from core import events
from core.db import db
from moderation.detectors.neutrality import audit
from moderation.models import Decision
from moderation.models.neutrality import NeutralityAudit
from moderation.queries.neutrality import counted
from moderation.rules.quarters import Quarter, quarter_of
from notices.actions import tell
from notices.rules import Why

PAGE = "neutrality"
BACK = 4  # quarters that an appeal can still change


def settle(at: datetime) -> list[str]:
    """Count what has ended and is not counted, or was since changed by an appeal. Which ones."""
    wanted, quarter = [], quarter_of(at)
    for _ in range(BACK):
        quarter = quarter.before
        wanted.append(quarter)
    due = [one for one in reversed(wanted) if _is_due(one)]
    for one in due:
        count(one, at)
    return [one.name for one in due]


def count(quarter: Quarter, at: datetime) -> NeutralityAudit:
    """Count a quarter, and tell the panel of what nobody told them of it before."""
    written, hidden = counted(quarter)
    found = audit(written, hidden)
    row = _row(quarter) or NeutralityAudit(quarter=quarter.name)
    db.session.add(row)
    row.counted_at = at
    row.figures = {
        one.position: {
            "written": one.written,
            "hidden": one.hidden,
            "evidence": round(one.evidence, 2),
            "alerts": one.alerts,
        }
        for one in found
    }
    db.session.flush()
    events.record("moderation.audited", row, actor_id=None, pages=[PAGE])
    positions = [one.position for one in found if one.alerts]
    if positions and row.alerted_at is None:
        row.alerted_at = at
        _tell_panel(row, positions)
    return row


def _row(quarter: Quarter) -> NeutralityAudit | None:
    return db.session.scalar(
        sa.select(NeutralityAudit).where(NeutralityAudit.quarter == quarter.name).with_for_update()
    )


def _is_due(quarter: Quarter) -> bool:
    row = _row(quarter)
    if row is None:
        return True
    changed = sa.select(Decision.id).where(
        Decision.confirmed_at >= quarter.start,
        Decision.confirmed_at < quarter.end,
        Decision.overruled_at > row.counted_at,
    )
    return db.session.scalar(changed.limit(1)) is not None


def _tell_panel(row: NeutralityAudit, positions: list[str]) -> None:
    """Tell those who may be drawn for any panel: stewards of the whole party, and of no CLP."""
    national = sa.select(RoleGrant.member_id).where(
        RoleGrant.role == Role.STEWARD, RoleGrant.clp_id.is_(None), RoleGrant.ended_at.is_(None)
    )
    words = (
        f"In {row.quarter} contributions {' and '.join(positions)} were hidden more often than "
        "their number explains. That proves no bias: please look whether there is one."
    )
    tell(db.session.scalars(national).all(), Why.OFFICIAL, row, words=words)
