"""Who looks after a topic: its review, its protection; and who could."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from accounts.models import Member, RoleGrant
from accounts.rules import POWERS, Power
from core.clock import today
from core.db import db
from wiki.models import Protection, ReviewDate, Topic

EDITING = sorted(role.value for role, powers in POWERS.items() if Power.EDIT_WIKI in powers)


@dataclass(frozen=True, slots=True)
class Care:
    """How a topic is looked after; empty where nothing is settled."""

    due_on: date | None
    months: int | None
    keeper_id: int | None
    keeper: str
    reviewed_at: datetime | None
    reviewer: str
    protected_until: date | None
    because: str
    named: tuple[str, ...]  # who may change its words, while it is protected

    @property
    def is_overdue(self) -> bool:
        """Whether its review is late."""
        return self.due_on is not None and self.due_on < today()


_keeper, _reviewer, _first, _second = (sa.orm.aliased(Member) for _ in range(4))
_CARE = (
    sa.select(
        ReviewDate.due_on,
        ReviewDate.months,
        ReviewDate.keeper_id,
        _keeper.name.label("keeper"),
        ReviewDate.reviewed_at,
        _reviewer.name.label("reviewer"),
        Protection.ends_on,
        Protection.reason,
        _first.name.label("first"),
        _second.name.label("second"),
    )
    .select_from(Topic)
    .outerjoin(ReviewDate, ReviewDate.topic_id == Topic.id)
    .outerjoin(_keeper, _keeper.id == ReviewDate.keeper_id)
    .outerjoin(_reviewer, _reviewer.id == ReviewDate.reviewed_by_id)
    .outerjoin(Protection, sa.and_(Protection.topic_id == Topic.id, Protection.ended_at.is_(None)))
    .outerjoin(_first, _first.id == Protection.first_id)
    .outerjoin(_second, _second.id == Protection.second_id)
    .where(Topic.id == sa.bindparam("topic_id"))
)


def care_of(topic_id: int) -> Care:
    """How this topic is looked after. 1 statement."""
    row = db.session.execute(_CARE, {"topic_id": topic_id}).one()
    return Care(
        due_on=row.due_on,
        months=row.months,
        keeper_id=row.keeper_id,
        keeper=row.keeper or "",
        reviewed_at=row.reviewed_at,
        reviewer=row.reviewer or "an editor",
        protected_until=row.ends_on,
        because=row.reason or "",
        named=tuple(name for name in (row.first, row.second) if name),
    )


_EDITORS = (
    sa.select(Member.id, Member.name)
    .join(RoleGrant, RoleGrant.member_id == Member.id)
    .where(RoleGrant.role.in_(EDITING), RoleGrant.clp_id.is_(None), RoleGrant.ended_at.is_(None))
    .order_by(Member.name, Member.id)
)


def editors() -> dict[int, str]:
    """Names of all editors, by id. 1 statement."""
    return {row.id: row.name for row in db.session.execute(_EDITORS)}


_PAST = (
    sa.select(
        Protection.made_at,
        Protection.ends_on,
        Protection.ended_at,
        Protection.reason,
        _first.name.label("first"),
        _second.name.label("second"),
    )
    .join(_first, _first.id == Protection.first_id)
    .join(_second, _second.id == Protection.second_id)
    .where(Protection.topic_id == sa.bindparam("topic_id"))
    .order_by(Protection.id.desc())
    .limit(50)
)


def protections_of(topic_id: int) -> list[dict[str, Any]]:
    """Every time the topic was protected, newest first. 1 statement."""
    return [row._asdict() for row in db.session.execute(_PAST, {"topic_id": topic_id})]
