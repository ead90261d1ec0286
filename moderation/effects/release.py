"""Showing what was hidden: a post that its author has changed."""

from __future__ import annotations

from accounts.access import Viewer
from core import events
from core.clock import now
from moderation.actions.cases import LOG, subject_of
from moderation.models import Case, Decision


def apply(case: Case, decision: Decision, steward: Viewer) -> None:
    """Show it; what the tombstone said is kept, for the case that this is undone."""
    subject = subject_of(case)
    decision.terms = {**decision.terms, "was": subject.hidden_because}
    subject.hidden_at = subject.hidden_because = None
    events.record("moderation.put_back", subject, actor_id=steward.id, pages=[LOG])


def undo(case: Case, decision: Decision, by_id: int | None = None) -> None:
    """Hide it again."""
    subject = subject_of(case)
    subject.hidden_at, subject.hidden_because = now(), decision.terms.get("was")
    events.record("moderation.hidden", subject, actor_id=by_id, pages=[LOG])
