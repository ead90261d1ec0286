"""Points that an officer enters for members who are not online, and who may correct them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import get_close_matches
from enum import StrEnum

CORRECT_FOR = timedelta(days=28)
MOST_SLIPS = 20  # on one page
NO_INTERNET = "A member without internet"


class Channel(StrEnum):
    """How a point reached the officer who entered it."""

    PAPER = "paper"
    PHONE = "phone"
    ROOM = "room"


CHANNEL_WORDS = {
    Channel.PAPER: "on paper",
    Channel.PHONE: "by phone",
    Channel.ROOM: "in the room",
}


@dataclass(frozen=True, slots=True)
class OnRoll:
    """A member as the roll has them."""

    id: int
    name: str
    number: str
    joined: int  # year
    clp_id: int


def discussion_of(*, thread_id: int, option_id: int | None) -> str:
    """The discussion in which a person is one voice: that of the option, or else the thread."""
    return f"option:{option_id}" if option_id is not None else f"thread:{thread_id}"


def label(*, name: str, channel: str, entered_by: str, of: str) -> str:
    """What stands over an entered post, so that nobody takes the officer for its author."""
    words = CHANNEL_WORDS[Channel(channel)]
    return f"Contribution from {name} ({words}), entered by {entered_by}, officer of {of}"


def why_not_enter(*, may: bool, is_own: bool, on_own_roll: bool) -> str | None:
    """The reason this officer may not enter a point for this member; None when they may."""
    if not may or not on_own_roll:
        return "Only an officer of a CLP can enter a point, and only for a member on its roll."
    if is_own:
        return "Your own point you write yourself, under your own name."
    return None


def why_not_correct(
    *, is_contributor: bool, is_officer: bool, hidden: bool, entered_at: datetime, at: datetime
) -> str | None:
    """The reason this person may not correct an entered point; None when they may."""
    if not (is_contributor or is_officer):
        return "Only the member who made this point, or an officer of the CLP, can correct it."
    if hidden:
        return "This post has been hidden by moderators, so it cannot be corrected."
    if at - entered_at > CORRECT_FOR:
        return f"An entered point can be corrected for {CORRECT_FOR.days} days. Enter a new one."
    return None


def find_on_roll(typed: str, roll: Sequence[OnRoll]) -> tuple[OnRoll | None, str]:
    """The member meant by a name or membership number; or None and what to type instead."""
    wanted = " ".join(typed.split()).casefold()
    if not wanted:
        return None, "Say whose point this is: the name or membership number."
    by_number = [one for one in roll if one.number.casefold() == wanted]
    found = by_number or [one for one in roll if one.name.casefold() == wanted]
    if len(found) == 1:
        return found[0], ""
    if found:
        some = "; ".join(f"{one.number} (joined {one.joined})" for one in found[:8])
        return None, (
            f"{len(found)} members on the roll are called “{typed}”. Enter the number: {some}."
        )
    names = {one.name.casefold(): one.name for one in roll}
    near = [names[key] for key in get_close_matches(wanted, names, n=3, cutoff=0.75)]
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    return None, f"“{typed}” is not on the roll of your CLP.{hint}"
