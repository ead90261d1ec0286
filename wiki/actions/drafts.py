"""Drafts: what is typed into a form is kept for its writer until it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from core.clock import now
from core.db import db
from core.errors import Refused
from wiki import rules
from wiki.models import Draft


def keep_draft(member_id: int, address: str, title: str, words: Mapping[str, str]) -> Draft:
    """Keep what the member has typed into the form of this address. Raises Refused."""
    kept = db.session.scalar(_own(member_id, address))
    others = sa.select(sa.func.count()).where(Draft.member_id == member_id)
    reason = rules.why_not_keep_draft(
        letters=sum(map(len, words.values())),
        drafts=0 if kept else db.session.scalar(others) or 0,
    )
    if reason:
        raise Refused(reason)
    draft = kept or Draft(member_id=member_id, address=address)
    draft.title, draft.words, draft.saved_at = title, dict(words), now()
    db.session.add(draft)
    db.session.flush()
    return draft


def drop_draft(member_id: int, address: str) -> None:
    """Forget what the member had typed there."""
    db.session.execute(
        sa.delete(Draft).where(Draft.member_id == member_id, Draft.address == address)
    )


def drop_old_drafts(at: datetime) -> int:
    """Forget drafts that nobody has touched for 90 days. Gives how many."""
    gone = db.session.execute(sa.delete(Draft).where(Draft.saved_at < at - rules.DRAFTS_LAST))
    return int(gone.rowcount)  # type: ignore[attr-defined]


def _own(member_id: int, address: str) -> sa.Select[Draft]:
    return sa.select(Draft).where(Draft.member_id == member_id, Draft.address == address)
