"""A member's own drafts. Every query starts from the member: no draft is shown to others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from core.db import db
from wiki.models import Draft


@dataclass(frozen=True, slots=True)
class DraftShown:
    """One draft, to its writer."""

    id: int
    address: str
    title: str
    words: dict[str, Any]
    saved_at: datetime


_DRAFTS = sa.select(Draft.id, Draft.address, Draft.title, Draft.words, Draft.saved_at).where(
    Draft.member_id == sa.bindparam("member_id")
)
_ALL = _DRAFTS.order_by(Draft.saved_at.desc(), Draft.id.desc())
_ONE = _DRAFTS.where(Draft.address == sa.bindparam("address"))


def drafts_of(member_id: int) -> list[DraftShown]:
    """All drafts of a member, newest first. 1 statement."""
    return [DraftShown(*row) for row in db.session.execute(_ALL, {"member_id": member_id})]


def draft_at(member_id: int, address: str) -> DraftShown | None:
    """What the member has typed into the form of this address. 1 statement."""
    asked = {"member_id": member_id, "address": address}
    row = db.session.execute(_ONE, asked).one_or_none()
    return DraftShown(*row) if row else None
