"""Asking the author to change something: it is hidden until they have, and it was looked at."""

from __future__ import annotations

from accounts.access import Viewer
from core import events
from core.clock import now
from moderation.actions.cases import LOG, subject_of
from moderation.effects import hide
from moderation.models import Case, Decision
from moderation.rules import sentences
from moderation.rules.reasons import Reason


def apply(case: Case, decision: Decision, steward: Viewer) -> None:
    """Put a tombstone in place that says it may come back changed."""
    subject = subject_of(case)
    subject.hidden_at = subject.hidden_at or now()
    subject.hidden_because = sentences.mending_tombstone(Reason(decision.reason), subject.hidden_at)
    events.record("moderation.edit_asked", subject, actor_id=steward.id, pages=[LOG])


def undo(case: Case, decision: Decision, by_id: int | None = None) -> None:
    """Show the words again."""
    hide.undo(case, decision, by_id)
