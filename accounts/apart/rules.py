"""What a block, a mute and a separation mean, in the sentences that people read. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.dates import day

MOST_AVOIDED = 500  # by one member


class How(StrEnum):
    """What a member chose about another."""

    BLOCKED = "blocked"
    MUTED = "muted"


@dataclass(frozen=True, slots=True)
class Between:
    """What stands between a member and another: their own choice, the other's, or a separation."""

    other_id: int
    name: str
    mine: How | None = None
    theirs: How | None = None
    apart_until: datetime | None = None

    @property
    def why_not_write(self) -> str | None:
        """The reason they may not reply to, quote or mention the other; None when they may.

        A mute hinders nobody.
        """
        if self.apart_until is not None:
            return (
                f"Stewards keep you and {self.name} apart until {day(self.apart_until)}: neither "
                "can reply to, quote or mention the other. You can post to everybody."
            )
        if self.mine is How.BLOCKED:
            return (
                f"You have blocked {self.name}, so you cannot reply to, quote or mention them. "
                "You can undo that under “People you do not want to meet” at any time."
            )
        if self.theirs is How.BLOCKED:
            return (
                f"You and {self.name} cannot reply to, quote or mention each other here, because "
                "one of you wants it so. You can post to everybody."
            )
        return None

    @property
    def line(self) -> str:
        """What stands in place of the other's posts; "" when they are shown."""
        if self.mine is How.BLOCKED:
            return "A member you have blocked"
        if self.apart_until is not None:
            return "A member you are kept apart from"
        if self.theirs is How.BLOCKED:
            return "A member you cannot reply to"
        return "A member you have muted" if self.mine is How.MUTED else ""


def why_not_avoid(*, is_self: bool, is_there: bool, count: int) -> str | None:
    """The reason a member cannot block or mute another; None when they can."""
    if is_self:
        return "This is you."
    if not is_there:
        return "Nobody with an account has this number."
    if count >= MOST_AVOIDED:
        return f"You can block and mute {MOST_AVOIDED} people. Undo one of them first."
    return None


def why_not_separate(*, same: bool, are_there: bool, apart_already: bool) -> str | None:
    """The reason two members cannot be kept apart; None when they can."""
    if same:
        return "Name two different members."
    if not are_there:
        return "Nobody with an account has this number."
    return "These two are kept apart already." if apart_already else None


def why_not_delegate(*, is_self: bool, is_there: bool, hindered: bool) -> str | None:
    """The reason a member cannot ask another to read for them; None when they can."""
    if is_self:
        return "Ask somebody else: this is you."
    if not is_there:
        return "Nobody with an account has this number."
    return "You and this member cannot write to each other here." if hindered else None
