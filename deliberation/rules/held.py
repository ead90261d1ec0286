"""Where a held post stands, and who may move it on. Pure."""

from __future__ import annotations

from enum import StrEnum

from deliberation.rules import why_not_text
from deliberation.rules.intake.values import Does


class State(StrEnum):
    """Where a held post stands."""

    WAITING = "waiting"
    EDIT_ASKED = "edit_asked"
    PUBLISHED = "published"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


WAITING = frozenset({State.WAITING, State.EDIT_ASKED})
_LEADS_TO = {
    State.WAITING: frozenset(State) - {State.WAITING},
    State.EDIT_ASKED: frozenset(State) - {State.EDIT_ASKED},
    State.REFUSED: frozenset({State.PUBLISHED, State.WAITING, State.EDIT_ASKED}),  # on appeal
    State.PUBLISHED: frozenset(),
    State.WITHDRAWN: frozenset(),
}
_STANDS = {
    State.WAITING: "It waits for a human check.",
    State.EDIT_ASKED: "Its author has been asked to change it.",
    State.PUBLISHED: "It is published already.",
    State.REFUSED: "It was not published.",
    State.WITHDRAWN: "Its author has taken it back.",
}


def why_not_move(now: State, to: State) -> str | None:
    """The reason it cannot go from one state to the other; None when it can."""
    return None if to in _LEADS_TO[now] else _STANDS[now]


def why_not_own(*, own: bool) -> str | None:
    """The reason this person may not change it or take it back; None when they may."""
    return None if own else "Only its author can do this."


def why_not_change(now: State, *, does: Does, words: str) -> str | None:
    """The reason its words cannot be changed; None when they can."""
    if now is not State.EDIT_ASKED:
        return "You can change it when a steward asks you to."
    if does is Does.PROPOSAL:
        return "Change the draft of your proposal, and publish it again."
    return why_not_text(words)
