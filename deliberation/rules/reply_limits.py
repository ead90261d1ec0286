"""Who may reply to a post whose author has limited that. Pure."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from core.dates import day_time


class Limit(StrEnum):
    """From whom an author wants replies."""

    ALL = "all"
    CLP = "clp"
    NOBODY = "nobody"


def sentence(clp: str | None, until: datetime | None) -> str:
    """What the post says of it."""
    if clp:
        return f"Its author wants replies from members of {clp} only."
    return f"Its author wants no replies until {day_time(until)}." if until else ""


def why_not_answer(
    *, own: bool, clp: str | None, in_clp: bool, until: datetime | None, at: datetime
) -> str | None:
    """The reason this person may not reply to the post directly; None when they may."""
    is_over = until is not None and until <= at
    if own or in_clp or is_over:
        return None
    return f"{sentence(clp, until)} You can post to everybody instead, without replying to it."


def why_not_limit(*, own: bool, hidden: bool, limit: Limit, has_clp: bool) -> str | None:
    """The reason this person may not limit the replies to a post so; None when they may."""
    if not own:
        return "Only its author limits who may reply to a post."
    if hidden:
        return "This post has been hidden by moderators."
    if limit is Limit.CLP and not has_clp:
        return "You belong to no CLP."
    return None
