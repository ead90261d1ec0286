"""Hiding: the tombstone stands in place of the words, which are kept."""

from __future__ import annotations

import sqlalchemy as sa

from accounts.access import Viewer
from core import events
from core.clock import now
from core.db import db
from core.subjects import Subject
from moderation import discussions
from moderation.actions.cases import LOG, subject_of
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
        if subject.hidden_at and (other := _still_hides(subject, decision)):
            reason = Reason(other.reason)
            subject.hidden_because = sentences.tombstone(reason, subject.hidden_at, pending=False)
            continue
        subject.hidden_at = subject.hidden_because = None
        events.record("moderation.put_back", subject, actor_id=by_id, pages=[LOG])


def _still_hides(subject: Subject, but: Decision) -> Decision | None:
    """Another decision about it that hides it for good and was not undone since."""
    newest = db.session.scalar(
        sa.select(Decision)
        .join(Case, Case.id == Decision.case_id)
        .where(
            Case.subject_kind == subject.kind,
            Case.subject_id == subject.id,
            Decision.id != but.id,
            Decision.action.in_([Action.HIDE, Action.RELEASE]),
            Decision.confirmed_at.is_not(None),
            Decision.lapsed_at.is_(None),
            Decision.overruled_at.is_(None),
        )
        .order_by(Decision.id.desc())
        .limit(1)
    )
    return newest if newest is not None and newest.action == Action.HIDE else None


def _all(case: Case, decision: Decision) -> list[Subject]:
    """What the case is about, and the further posts that the decision lists."""
    return [subject_of(case), *discussions.posts_with(decision.terms.get("posts", ()))]
