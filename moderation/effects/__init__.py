"""What each action does, and how that is undone: one file for each action, found by `of`.

An effect is a module with two functions. `apply` does what the decision says, at its first
signature when one suffices, else at its second; on what is hidden until a second has looked it is
called twice and must bear it. `undo` takes it back: on appeal, when the second steward disagrees,
and when nobody signed second in time. Both record the event, and neither commits or tells anyone.
"""

from __future__ import annotations

from typing import Protocol

from accounts.access import Viewer
from moderation.effects import (
    ask_author_to_edit,
    held,
    hide,
    label,
    lock_thread,
    move,
    no_action,
    posting_pause,
    refer_to_safety_officer,
    release,
    separate,
    slow_mode,
    suspend,
    warn,
)
from moderation.models import Case, Decision
from moderation.rules.cases import Action


class Effect(Protocol):
    """What a module of this package offers."""

    def apply(self, case: Case, decision: Decision, steward: Viewer) -> None:
        """Do what the decision says. Raises Refused when it cannot be done here."""
        ...

    def undo(self, case: Case, decision: Decision, by_id: int | None = None) -> None:
        """Take it back; `by_id` is who did, None for the worker."""
        ...


_EFFECTS: dict[Action, Effect] = {
    Action.NO_ACTION: no_action,
    Action.HIDE: hide,
    Action.ASK_AUTHOR_TO_EDIT: ask_author_to_edit,
    Action.MOVE: move,
    Action.LABEL: label,
    Action.SLOW_MODE: slow_mode,
    Action.LOCK_THREAD: lock_thread,
    Action.WARN: warn,
    Action.POSTING_PAUSE: posting_pause,
    Action.SUSPEND: suspend,
    Action.SEPARATE: separate,
    Action.REFER_TO_SAFETY_OFFICER: refer_to_safety_officer,
    Action.RELEASE: release,
}


def of(action: str) -> Effect:
    """The effect of an action; for one that changes nothing by itself, that of leaving it."""
    usual = _EFFECTS.get(Action(action), no_action)
    return held.OrHeld(Action(action), usual) if action in held.KNOWN else usual
