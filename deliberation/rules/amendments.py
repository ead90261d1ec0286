"""What may be done with an amendment. Pure."""

from __future__ import annotations

from enum import StrEnum

from deliberation.rules.proposals import CHANGEABLE


class AmendmentState(StrEnum):
    """How far an amendment has come."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


CLASH = (
    "The text has changed where this amendment changes it. "
    "It can be made again from the text as it is now."
)


def why_not_amend(*, is_member: bool, state: str, hidden: bool, changes: bool) -> str | None:
    """The reason an amendment may not be made; None when it may."""
    if not is_member:
        return "Only party members can suggest an amendment."
    if hidden:
        return "This proposal has been hidden by moderators."
    if state not in CHANGEABLE:
        return "This proposal cannot be amended any more."
    if not changes:
        return "Nothing is changed. Change the words, then send it."
    return None


def why_not_decide(
    *, is_author: bool, state: str, proposal_state: str, agreed: bool = False
) -> str | None:
    """The reason an author of the proposal may not agree or refuse; None when they may."""
    if not is_author:
        return "Only the authors of the proposal decide about amendments."
    if state != AmendmentState.OPEN:
        return f"This amendment has been {state} already."
    if proposal_state not in CHANGEABLE:
        return "This proposal cannot be amended any more."
    if agreed:
        return "You have agreed already."
    return None


def why_not_withdraw(*, own: bool, state: str) -> str | None:
    """The reason an amendment may not be withdrawn; None when it may."""
    if not own:
        return "Only the member who made an amendment can withdraw it."
    return None if state == AmendmentState.OPEN else f"It has been {state} already."


def why_not_support(*, is_member: bool, own: bool, state: str) -> str | None:
    """The reason somebody may not support an amendment or take that back; None when they may."""
    if not is_member:
        return "Only party members can support an amendment."
    if own:
        return "This is your own amendment."
    return None if state == AmendmentState.OPEN else f"It has been {state} already."
