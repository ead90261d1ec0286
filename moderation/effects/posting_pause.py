"""Keeping the author from writing for a time, or until somebody lifts it."""

from __future__ import annotations

from datetime import timedelta

from accounts import restrictions
from accounts.access import Viewer
from accounts.rules import Restricts
from core import events
from core.clock import now
from core.errors import Refused
from moderation.actions.cases import LOG, subject_of
from moderation.models import Case, Decision
from moderation.rules.cases import Action
from moderation.rules.reasons import Reason


def apply(case: Case, decision: Decision, steward: Viewer) -> None:
    """Restrict the author, from now on. Raises Refused when nobody is known as its author."""
    if case.author_id is None:
        raise Refused("Nobody is known to have written this, so nobody can be kept from writing.")
    reason = Reason(decision.reason)
    hours = decision.terms.get("hours")
    decision.until = now() + timedelta(hours=hours) if hours else None
    suspends = decision.action == Action.SUSPEND
    made = restrictions.restrict(
        case.author_id,
        Restricts.SUSPENDED if suspends else Restricts.POSTING_PAUSE,
        until=decision.until,
        because=f"{reason.label.lower()} ({reason.rule})",
        case=case.id,
    )
    decision.terms = {**decision.terms, "restriction": made.id}
    events.record("moderation.restricted", subject_of(case), actor_id=steward.id, pages=[LOG])


def undo(case: Case, decision: Decision, by_id: int | None = None) -> None:
    """Let them write again; another restriction that holds still does."""
    if restriction := decision.terms.get("restriction"):
        restrictions.lift(restriction)
    events.record("moderation.lifted", subject_of(case), actor_id=by_id, pages=[LOG])
