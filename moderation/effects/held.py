"""What a decision about a held post does: it appears, is not published, or its author changes it.

A held post has no place where a tombstone could stand, so the usual effects would do nothing here.
Whoever leaves it as it is finds nothing wrong with it: it appears. While a second signature is
waited for it stays held; when none comes, it appears.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from accounts.access import Viewer
from core.clock import now
from deliberation.actions import holding
from deliberation.models import HeldPost
from deliberation.rules.held import State
from moderation.actions.cases import subject_of
from moderation.models import Case, Decision
from moderation.rules import sentences
from moderation.rules.cases import Action
from moderation.rules.reasons import Reason

KNOWN = frozenset({"no_action", "release", "hide", "ask_author_to_edit"})


@dataclass(frozen=True, slots=True)
class OrHeld:
    """The effect of an action on a held post; on anything else `usual`."""

    action: Action
    usual: Any  # effects.Effect

    def apply(self, case: Case, decision: Decision, steward: Viewer) -> None:
        """Do what the decision says. Raises Refused when it cannot be done here."""
        held = subject_of(case) if case.subject_kind == HeldPost.kind else None
        if not isinstance(held, HeldPost):
            self.usual.apply(case, decision, steward)
        elif self.action.value in ("no_action", "release"):
            holding.release(held, by_id=steward.id)
        elif decision.is_pending:
            return
        elif self.action is Action.HIDE:
            holding.take(held, State.REFUSED)
            held.hidden_at = now()
            held.hidden_because = sentences.tombstone(Reason(decision.reason), held.hidden_at)
        else:
            holding.take(held, State.EDIT_ASKED)
            held.hidden_at = held.hidden_because = None

    def undo(self, case: Case, decision: Decision, by_id: int | None = None) -> None:
        """Take it back: what was kept from appearing appears. What has appeared stays."""
        held = subject_of(case) if case.subject_kind == HeldPost.kind else None
        if not isinstance(held, HeldPost):
            self.usual.undo(case, decision, by_id)
        elif held.state not in (State.PUBLISHED, State.WITHDRAWN):
            holding.release(held, by_id=by_id)
