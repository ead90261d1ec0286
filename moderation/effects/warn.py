"""A warning: the author reads it, and nothing else changes."""

from __future__ import annotations

from accounts.access import Viewer
from core import events
from moderation.actions.cases import LOG, subject_of
from moderation.models import Case, Decision


def apply(case: Case, decision: Decision, steward: Viewer) -> None:
    """The letter is the effect; the log notes it."""
    del decision
    events.record("moderation.warned", subject_of(case), actor_id=steward.id, pages=[LOG])


def undo(case: Case, decision: Decision, by_id: int | None = None) -> None:
    """It no longer counts; the log notes it."""
    del decision
    events.record("moderation.warning_undone", subject_of(case), actor_id=by_id, pages=[LOG])
