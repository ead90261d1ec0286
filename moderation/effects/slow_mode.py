"""Members take turns in the discussion for a while, as `deliberation.rules.turns` says."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from accounts.access import Viewer
from core import events
from core.db import db
from deliberation.actions import take_turns
from deliberation.actions.turns import go_back_to, turns_in
from moderation import discussions
from moderation.actions.cases import LOG, subject_of
from moderation.models import Case, Decision
from moderation.rules.cases import Action


def apply(case: Case, decision: Decision, steward: Viewer) -> None:
    """Begin; it ends by itself. Raises Refused outside discussions and in closed ones."""
    thread = discussions.thread_of(subject_of(case))
    decision.terms = {**decision.terms, "before": turns_in(thread)}
    decision.until = take_turns(thread)
    events.record("moderation.slowed", thread, actor_id=steward.id, pages=[LOG])


def undo(case: Case, decision: Decision, by_id: int | None = None) -> None:
    """Go back to the turns of before, if there were any, unless turns were begun anew since."""
    thread = discussions.thread_of(subject_of(case))
    if decision.until is not None and thread.turns_until != decision.until:
        return
    before: dict[str, Any] = decision.terms.get("before", {})
    go_back_to(thread, {} if _was_undone(before) else before)
    events.record("moderation.slow_mode_undone", thread, actor_id=by_id, pages=[LOG])


def _was_undone(before: dict[str, Any]) -> bool:
    """Whether the decision that began those turns has been undone meanwhile."""
    if not before:
        return False
    that = sa.select(Decision.id).where(
        Decision.action == Action.SLOW_MODE,
        Decision.until == datetime.fromisoformat(before["until"]),
        sa.or_(Decision.overruled_at.is_not(None), Decision.lapsed_at.is_not(None)),
    )
    return db.session.scalar(that.limit(1)) is not None
