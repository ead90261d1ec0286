"""Members take turns in the discussion for a while, as `deliberation.rules.turns` says."""

from __future__ import annotations

from accounts.access import Viewer
from core import events
from deliberation.actions import end_turns, take_turns
from moderation import discussions
from moderation.actions.cases import LOG, subject_of
from moderation.models import Case, Decision


def apply(case: Case, decision: Decision, steward: Viewer) -> None:
    """Begin; it ends by itself. Raises Refused outside discussions and in closed ones."""
    thread = discussions.thread_of(subject_of(case))
    decision.until = take_turns(thread)
    events.record("moderation.slowed", thread, actor_id=steward.id, pages=[LOG])


def undo(case: Case, decision: Decision, by_id: int | None = None) -> None:
    """Let everybody post freely again, unless turns were begun anew since."""
    thread = discussions.thread_of(subject_of(case))
    if decision.until is not None and thread.turns_until != decision.until:
        return
    end_turns(thread)
    events.record("moderation.slow_mode_undone", thread, actor_id=by_id, pages=[LOG])
