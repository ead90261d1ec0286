"""What makes a national room. Pure."""

from __future__ import annotations

from deliberation.rules import NATIONAL_ROOM, is_readable

LONGEST_NAME = 60
LONGEST_ABOUT = 300


def why_not_room(*, may: bool, title: str, about: str, taken: bool) -> str | None:
    """The reason there cannot be such a room; None when there can."""
    if not may:
        return "Only admins make and change rooms."
    if not is_readable(title):
        return "Enter the name of the room."
    if len(title) > LONGEST_NAME:
        return f"The name is {len(title):,} characters long; the most is {LONGEST_NAME}."
    if len(about) > LONGEST_ABOUT:
        return f"What belongs there takes {len(about):,} characters; the most is {LONGEST_ABOUT}."
    if taken or title.casefold() == NATIONAL_ROOM.casefold():
        return "There is a room of this name already. Choose another name."
    return None
