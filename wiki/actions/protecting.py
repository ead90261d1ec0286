"""Whether a protection stands in the way of an editor."""

from __future__ import annotations

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.rules import Power
from core.clock import today
from core.db import db
from core.errors import Refused
from wiki import rules
from wiki.models import Protection

_IN_FORCE = sa.select(Protection.first_id, Protection.second_id, Protection.ends_on).where(
    Protection.topic_id == sa.bindparam("topic_id"),
    Protection.ended_at.is_(None),
    Protection.ends_on >= sa.bindparam("today"),
)


def allow_words(topic_id: int | None, by: Viewer) -> None:
    """Raise Refused where others than this editor are named to change the words. 1 statement."""
    row = db.session.execute(_IN_FORCE, {"topic_id": topic_id, "today": today()}).one_or_none()
    if row is None:
        return
    named = by.id in {row.first_id, row.second_id}
    if reason := rules.why_protected(named=named, admin=by.can(Power.GRANT), until=row.ends_on):
        raise Refused(reason)
