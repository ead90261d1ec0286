"""Hiding: the tombstone stands in place of the words, which are kept."""

from __future__ import annotations

from datetime import datetime

from accounts.access import Viewer
from core import events
from core.clock import now
from core.subjects import Subject
from moderation import discussions
from moderation.actions.cases import LOG, subject_of
from moderation.facts import standing
from moderation.models import Case, Decision
from moderation.rules import sentences
from moderation.rules.cases import Action
from moderation.rules.reasons import Reason


def apply(case: Case, decision: Decision, steward: Viewer) -> None:
    """Put the tombstone in place; it says so when a second opinion is still to come."""
    reason = Reason(decision.reason)
    for subject in _all(case, decision):
        subject.hidden_at = subject.hidden_at or now()
        subject.hidden_because = sentences.tombstone(
            reason, subject.hidden_at, pending=decision.is_pending
        )
        events.record(
            "moderation.hidden",
            subject,
            actor_id=steward.id,
            pages=[LOG],
            reason=reason,
            pending=decision.is_pending,
        )


def undo(case: Case, decision: Decision, by_id: int | None = None) -> None:
    """Show the words again, but for what another decision that stands has hidden."""
    for subject in _all(case, decision):
        if subject.hidden_at and (other := standing.hides(subject, but=decision)):
            subject.hidden_because = _tombstone(other, subject.hidden_at)
            continue
        subject.hidden_at = subject.hidden_because = None
        events.record("moderation.put_back", subject, actor_id=by_id, pages=[LOG])


def _tombstone(other: Decision, hidden_at: datetime) -> str:
    reason = Reason(other.reason)
    if other.action == Action.ASK_AUTHOR_TO_EDIT:
        return sentences.mending_tombstone(reason, hidden_at)
    return sentences.tombstone(reason, hidden_at, pending=other.is_pending)


def _all(case: Case, decision: Decision) -> list[Subject]:
    """What the case is about, and the further posts that the decision lists."""
    return [subject_of(case), *discussions.posts_with(decision.terms.get("posts", ()))]
