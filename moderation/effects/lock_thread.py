"""Closing the discussion: it is read as before, and nobody can post in it."""

from __future__ import annotations

from accounts.access import Viewer
from core import events
from core.clock import now
from core.errors import Refused
from deliberation.actions.stewarding import locked
from moderation import discussions
from moderation.actions.cases import LOG, subject_of
from moderation.models import Case, Decision
from moderation.rules import sentences
from moderation.rules.reasons import Reason


def apply(case: Case, decision: Decision, steward: Viewer) -> None:
    """Close it, with the rule over it. Raises Refused when it is closed already."""
    thread = locked(discussions.thread_of(subject_of(case)))
    if thread.closed_at is not None:
        raise Refused("This discussion is closed already.")
    thread.closed_at = now()
    thread.closed_because = sentences.closed_sentence(Reason(decision.reason), thread.closed_at)
    thread.pinned_at = None
    decision.terms = {**decision.terms, "said": thread.closed_because}
    events.record("moderation.closed", thread, actor_id=steward.id, pages=[LOG])


def undo(case: Case, decision: Decision, by_id: int | None = None) -> None:
    """Open it again, unless it was opened since and somebody else closed it."""
    thread = locked(discussions.thread_of(subject_of(case)))
    if thread.closed_because != decision.terms.get("said", thread.closed_because):
        return
    thread.closed_at = thread.closed_because = None
    events.record("moderation.reopened", thread, actor_id=by_id, pages=[LOG])
