"""What each action does, and how that is undone: one file for each action, found by `of`.

An effect is a module with two functions. `apply` does what the decision says, at its first
signature when one suffices, else at its second; on what is hidden until a second has looked it is
called twice and must bear it. `undo` takes it back: on appeal, when the second steward disagrees,
and when nobody signed second in time. Both record the event, and neither commits or tells anyone.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from accounts.access import Viewer
from core import events
from core.db import db
from core.errors import Refused
from moderation.actions.cases import LOG, QUEUE, subject_of
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
from moderation.rules import people
from moderation.rules.cases import Action
from moderation.rules.reasons import Reason


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


def is_in_force(decision: Decision) -> bool:
    """Whether it has its effect: it is signed, or hides at once until a second has looked."""
    reason = Reason(decision.reason) if decision.reason else None
    if decision.lapsed_at is not None or decision.overruled_at is not None:
        return False
    at_once = decision.action == Action.HIDE and people.hides_at_once(reason)
    return not decision.is_pending or at_once


def take_back(case: Case, decision: Decision, by_id: int | None, *, lapsed_at: datetime) -> None:
    """Let a decision lapse that waited for its second signature, and undo what it did already.

    What had no effect yet leaves none: nothing is opened, moved back or shown that others closed,
    moved or hid. A held post, which was kept from appearing all the time, appears, if it can.
    """
    had_effect = is_in_force(decision) or case.subject_kind == "held_post"
    decision.lapsed_at = lapsed_at
    db.session.flush()
    events.record("moderation.lapsed", subject_of(case), actor_id=by_id, pages=[QUEUE, LOG])
    if had_effect:
        try:
            with db.session.begin_nested():
                of(decision.action).undo(case, decision, by_id)
        except Refused:  # its discussion was closed meanwhile: whoever decides next is told why
            return
