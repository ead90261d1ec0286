"""Drawing by lot who decides, so that anybody can draw again; and what a panel of three decides.

The lot: every steward it is between has a number, the one of their role grant in the public
register. They stand in the order of sha256("seed:number"); who has a part in the case is passed
over. The seed is sha256("case:fingerprint"), with the fingerprint of the newest closed day of the
public log: fixed before the case could be steered by it, and known to all members.
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from moderation.rules.cases import Action, CaseKind

PANEL = 3
FIRST_FINGERPRINT = hashlib.sha256(b"The first day of the log").hexdigest()
# What stewards of the place decide, and others when they cannot.
POOLED = frozenset({CaseKind.REPORT, CaseKind.HELD_POST, CaseKind.SECOND_LOOK, CaseKind.ACCOUNT})

# What a panel may choose between leaving a decision and reversing it.
MILDER = {
    Action.HIDE: Action.ASK_AUTHOR_TO_EDIT,
    Action.SUSPEND: Action.POSTING_PAUSE,
    Action.POSTING_PAUSE: Action.WARN,
    Action.LOCK_THREAD: Action.SLOW_MODE,
}


class Because(StrEnum):
    """Why somebody was drawn."""

    NOBODY_FREE = "nobody_free"
    LATE = "late"
    SECOND = "second"
    APPEAL = "appeal"

    @property
    def words(self) -> str:
        return _BECAUSE[self]


_BECAUSE = {
    Because.NOBODY_FREE: "everybody whose case it is has a part in it",
    Because.LATE: "it is late",
    Because.SECOND: "nobody has given the second signature",
    Because.APPEAL: "there is an appeal",
}


class Left(StrEnum):
    """Why somebody who was drawn no longer sits."""

    DECLINED = "declined"
    SILENT = "silent"

    @property
    def words(self) -> str:
        return {"declined": "declined", "silent": "said nothing in time"}[self.value]


def seed_of(case_id: int, fingerprint: str) -> str:
    """What the lot for a case is drawn with."""
    return hashlib.sha256(f"{case_id}:{fingerprint}".encode()).hexdigest()


def in_order(seed: str, numbers: Iterable[int]) -> list[int]:
    """The numbers in the order of the lot; whoever has seed and numbers gets the same."""
    return sorted(
        set(numbers), key=lambda number: hashlib.sha256(f"{seed}:{number}".encode()).digest()
    )


def outcome(votes: Sequence[Action], judged: Action) -> Action:
    """What a panel decides with these votes, at least one: the one in the middle.

    Two of three agree, or it is what stands between the two others. Where two votes of an
    incomplete panel differ, the one that restricts less.
    """
    mildest_last = [Action.UPHOLD, Action.VARY, Action.OVERTURN]
    if judged is Action.NO_ACTION:
        mildest_last.reverse()  # to leave it alone restricts nobody
    ranked = sorted(votes, key=mildest_last.index)
    return ranked[len(ranked) // 2]


def is_settled(*, seats: int, votes: int, more_can_sit: bool, time_is_up: bool) -> bool:
    """Whether a panel decides now: all have voted and nobody else can sit, or the time is up."""
    if votes == 0:
        return False
    return time_is_up or (votes == seats and (seats >= PANEL or not more_can_sit))


def why_not_vote(
    *, sits: bool, has_left: bool, has_voted: bool, may_vary: bool, vote: Action
) -> str | None:
    """The reason this person may not vote so on an appeal."""
    if not sits:
        return NOT_ON_THE_PANEL
    if has_left:
        return "You no longer sit on this panel: somebody else was drawn in your place."
    if has_voted:
        return "You have voted on this appeal. Your vote is sealed until the panel has decided."
    if vote not in (Action.UPHOLD, Action.VARY, Action.OVERTURN):
        return "Choose whether the decision stands."
    if vote is Action.VARY and not may_vary:
        return "There is nothing milder to choose here. The decision stands, or is reversed."
    return None


NOT_ON_THE_PANEL = (
    "Three stewards drawn by lot decide this appeal: trained for it, of other CLPs, and without a "
    "part in it. You are not one of them."
)


def why_not_decline(*, sits: bool, has_left: bool, has_voted: bool) -> str | None:
    """The reason this person may not give back what the lot gave them."""
    if not sits or has_left:
        return "You were not drawn for this case, or somebody else was in your place."
    return "You have voted already." if has_voted else None


def is_silent(drawn_at: datetime, *, at: datetime, may_be_silent: timedelta) -> bool:
    """Whether somebody else is drawn in the place of one who has not voted."""
    return at >= drawn_at + may_be_silent


def panel_sentence(*, seats: int, decided: bool) -> str:
    """What is said of a panel that is not full; "" of one that is."""
    if seats >= PANEL:
        return ""
    if seats == 0:
        return (
            "Nobody here may decide this appeal: there is no steward without a part in it. It "
            "waits, and never goes to somebody who has one. The admins have been asked to appoint "
            "stewards; the first three who may will be drawn."
        )
    who = "One person" if seats == 1 else "Two people"
    if decided:
        return f"{who} decided: nobody else could be drawn without a part in it."
    return (
        f"{who} could be drawn, not three: nobody else who is trained for appeals, and no other "
        "national steward, is of another CLP and without a part in it. If more can sit before it "
        "is decided, they are drawn."
    )


def why_not_confirm(*, may_grant: bool, is_own: bool, is_confirmed: bool) -> str | None:
    """The reason this person may not confirm that somebody is trained."""
    if not may_grant:
        return "Only admins confirm that a steward is trained."
    if is_own:
        return "Another admin has to confirm your own training."
    return "This has been confirmed already." if is_confirmed else None
