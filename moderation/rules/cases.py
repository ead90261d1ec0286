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
    SECOND_LOOK = "second_look"  # a suggestion that an editor wants others to look at
    ILLEGAL_CONTENT = "illegal_content"
    PERSONAL_DATA = "personal_data"
    ACCOUNT = "account"

    @property
    def label(self) -> str:
        return _KIND_LABELS[self]


_KIND_LABELS = {
    CaseKind.REPORT: "Reported",
    CaseKind.APPEAL: "Appeal",
    CaseKind.PROMPT: "View missing",
    CaseKind.HELD_POST: "Held for a check",
    CaseKind.SECOND_LOOK: "Suggestion to look at again",
    CaseKind.ILLEGAL_CONTENT: "Perhaps against the law",
    CaseKind.PERSONAL_DATA: "Somebody’s private data",
    CaseKind.ACCOUNT: "About an account",
}
# A person may be in danger: these stand above everything else.
SAFETY = frozenset({CaseKind.ILLEGAL_CONTENT, CaseKind.PERSONAL_DATA})


class CaseState(StrEnum):
    """Where a case stands. A claim is not a state: it is a lease, and ends by itself."""

    OPEN = "open"
    AWAITING_SECOND = "awaiting_second"
    DECIDED = "decided"
    APPEALED = "appealed"
    CLOSED = "closed"
    DUPLICATE = "duplicate"  # joined to another case, which is decided for both
    VOID = "void"  # it expired, or what it was about has gone


WAITING = frozenset({CaseState.OPEN, CaseState.AWAITING_SECOND})
WAITS_FOR_SECOND = "This case waits for its second signature. Give it, or wait."


class Action(StrEnum):
    """What a decision does."""

    NO_ACTION = "no_action"
    HIDE = "hide"
    UPHOLD = "uphold"
    OVERTURN = "overturn"
    VARY = "vary"
    ASK_QUESTION = "ask_question"
    ASK_EDITOR = "ask_editor"
    INVITE = "invite"
    QUIET_ROUND = "quiet_round"
    STEELMAN = "steelman"
    ALSO_SAID = "also_said"
    AGENDA = "agenda"
    TAKE_TURNS = "take_turns"
    DISMISS = "dismiss"
    ASK_AUTHOR_TO_EDIT = "ask_author_to_edit"
    MOVE = "move"
    LABEL = "label"
    SLOW_MODE = "slow_mode"
    LOCK_THREAD = "lock_thread"
    WARN = "warn"
    POSTING_PAUSE = "posting_pause"
    SUSPEND = "suspend"
    SEPARATE = "separate"
    REFER_TO_SAFETY_OFFICER = "refer_to_safety_officer"
    RELEASE = "release"

    @property
    def label(self) -> str:
        return _ACTION_LABELS[self]


_ACTION_LABELS = {
    Action.NO_ACTION: "Left as it is",
    Action.HIDE: "Hidden",
    Action.UPHOLD: "Appeal: decision stands",
    Action.OVERTURN: "Appeal: decision reversed",
    Action.VARY: "Appeal: decision made milder",
    Action.ASK_QUESTION: "Asked for the missing view",
    Action.ASK_EDITOR: "Asked an editor to add the missing view",
    Action.INVITE: "Invited members drawn by lot",
    Action.QUIET_ROUND: "Opened a quiet round",
    Action.STEELMAN: "Opened a steelman slot",
    Action.ALSO_SAID: "Showed what few had seen",
    Action.AGENDA: "Put before a meeting",
    Action.TAKE_TURNS: "Let people take turns",
    Action.DISMISS: "Prompt dismissed",
    Action.ASK_AUTHOR_TO_EDIT: "Hidden until its author changes it",
    Action.MOVE: "Moved",
    Action.LABEL: "Labelled",
    Action.SLOW_MODE: "Members take turns",
    Action.LOCK_THREAD: "Discussion closed",
    Action.WARN: "Author warned",
    Action.POSTING_PAUSE: "Author kept from writing for a time",
    Action.SUSPEND: "Author suspended from writing",
    Action.SEPARATE: "Two members kept apart",
    Action.REFER_TO_SAFETY_OFFICER: "Given to the safety officer",
    Action.RELEASE: "Shown",
}

# What may be done to a thing, to the discussion it stands in, and to the person who wrote it.
TO_IT = (
    Action.NO_ACTION,
    Action.ASK_AUTHOR_TO_EDIT,
    Action.MOVE,
    Action.LABEL,
    Action.HIDE,
    Action.REFER_TO_SAFETY_OFFICER,
)
TO_DISCUSSION = (Action.SLOW_MODE, Action.LOCK_THREAD)
TO_AUTHOR = (Action.WARN, Action.SEPARATE, Action.POSTING_PAUSE, Action.SUSPEND)
# What goes against somebody: it wants a reason, its author is told and may appeal.
RESTRICTING = frozenset(
    {
        Action.HIDE,
        Action.ASK_AUTHOR_TO_EDIT,
        Action.MOVE,
        Action.LABEL,
        *TO_DISCUSSION,
        *TO_AUTHOR,
    }
)
_ON_CONTENT = (*TO_IT, *TO_DISCUSSION, *TO_AUTHOR)

PROMPT_ACTIONS = (
    Action.ASK_QUESTION,
    Action.ASK_EDITOR,
    Action.INVITE,
    Action.QUIET_ROUND,
    Action.STEELMAN,
    Action.ALSO_SAID,
    Action.AGENDA,
    Action.TAKE_TURNS,
    Action.DISMISS,
)
_ACTIONS = {
    CaseKind.REPORT: (*_ON_CONTENT, Action.RELEASE),
    CaseKind.HELD_POST: (
        Action.RELEASE,
        Action.NO_ACTION,
        Action.ASK_AUTHOR_TO_EDIT,
        Action.HIDE,
        Action.REFER_TO_SAFETY_OFFICER,
        *TO_AUTHOR,
    ),
    CaseKind.APPEAL: (Action.UPHOLD, Action.OVERTURN),
    CaseKind.PROMPT: PROMPT_ACTIONS,
    CaseKind.SECOND_LOOK: (Action.NO_ACTION, Action.HIDE),
    CaseKind.ILLEGAL_CONTENT: (Action.NO_ACTION, Action.HIDE, *TO_AUTHOR),
    CaseKind.PERSONAL_DATA: (Action.NO_ACTION, Action.HIDE, *TO_AUTHOR),
    CaseKind.ACCOUNT: (Action.NO_ACTION, *TO_AUTHOR),
}


def actions_on(kind: CaseKind) -> tuple[Action, ...]:
    """What may be decided about a case of this kind."""
    return _ACTIONS[kind]


def is_urgent(reasons: Collection[Reason]) -> bool:
    """Whether a person may be in danger."""
    return not URGENT.isdisjoint(reasons)
