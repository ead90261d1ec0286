"""“A good point”: who may say so, and how it is told. It is apart from agreeing. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

HIDDEN_FOR = timedelta(hours=72)  # nobody is carried along by the first few
WORDS = ((50, "Very many"), (10, "Many"), (3, "Some"))


def why_not_endorse(*, is_member: bool, own: bool, hidden: bool, is_note: bool) -> str | None:
    """The reason this person may not call a post a good point; None when they may."""
    if not is_member:
        return "Only party members can say that something is a good point."
    if hidden:
        return "This post has been hidden by moderators."
    if own:
        return "You cannot call your own post a good point. Others can."
    if is_note:
        return "This is a steward’s question to all, not a point of anybody’s."
    return None


def told(endorsed: int, *, written_at: datetime, at: datetime) -> str:
    """What the page says of it: nothing for 72 hours, then words and no number."""
    if at - written_at < HIDDEN_FOR:
        return ""
    said = next((words for least, words in WORDS if endorsed >= least), "")
    return f"{said} found this a good point." if said else ""
