"""What a case is, how long it may wait, and in which order the queue stands."""

from collections.abc import Collection
from enum import StrEnum

from moderation.rules.reasons import URGENT, Reason

SORT_ORDER = (
    "Possible danger to a person first, then what is due soonest, "
    "then what most people have reported."
)


class CaseKind(StrEnum):
    """What brought a case into the queue."""

    REPORT = "report"
    APPEAL = "appeal"
    PROMPT = "prompt"
    HELD_POST = "held_post"

    @property
    def label(self) -> str:
        return _KIND_LABELS[self]


_KIND_LABELS = {
    CaseKind.REPORT: "Reported",
    CaseKind.APPEAL: "Appeal",
    CaseKind.PROMPT: "View missing",
    CaseKind.HELD_POST: "Waiting to be read",
}


class CaseState(StrEnum):
    """Where a case stands. A claim is not a state: it is a lease, and ends by itself."""

    OPEN = "open"
    AWAITING_SECOND = "awaiting_second"
    DECIDED = "decided"
    APPEALED = "appealed"
    CLOSED = "closed"
    VOID = "void"  # it expired, or what it was about has gone


WAITING = frozenset({CaseState.OPEN, CaseState.AWAITING_SECOND})


class Action(StrEnum):
    """What a decision does."""

    NO_ACTION = "no_action"
    HIDE = "hide"
    UPHOLD = "uphold"
    OVERTURN = "overturn"
    ASK_QUESTION = "ask_question"
    ASK_EDITOR = "ask_editor"
    DISMISS = "dismiss"

    @property
    def label(self) -> str:
        return _ACTION_LABELS[self]


_ACTION_LABELS = {
    Action.NO_ACTION: "Left as it is",
    Action.HIDE: "Hidden",
    Action.UPHOLD: "Appeal: decision stands",
    Action.OVERTURN: "Appeal: decision reversed",
    Action.ASK_QUESTION: "Asked for the missing view",
    Action.ASK_EDITOR: "Asked an editor to add the missing view",
    Action.DISMISS: "Prompt dismissed",
}

_ACTIONS = {
    CaseKind.REPORT: (Action.NO_ACTION, Action.HIDE),
    CaseKind.HELD_POST: (Action.NO_ACTION, Action.HIDE),
    CaseKind.APPEAL: (Action.UPHOLD, Action.OVERTURN),
    CaseKind.PROMPT: (Action.ASK_QUESTION, Action.ASK_EDITOR, Action.DISMISS),
}


def actions_on(kind: CaseKind) -> tuple[Action, ...]:
    """What may be decided about a case of this kind."""
    return _ACTIONS[kind]


def is_urgent(reasons: Collection[Reason]) -> bool:
    """Whether a person may be in danger."""
    return not URGENT.isdisjoint(reasons)
