"""What stewards of a place do with its threads, and marking what answers a question. Pure."""

from __future__ import annotations

from enum import StrEnum

from deliberation.rules import ThreadKind, is_readable

MOST_PINNED = 5  # in one forum, so that what is alive stays in sight
LONGEST_BECAUSE = 500  # characters


class Change(StrEnum):
    """What a steward did with a thread."""

    PINNED = "pinned"
    UNPINNED = "unpinned"
    CLOSED = "closed"
    REOPENED = "reopened"
    MOVED = "moved"
    TURNS_BEGUN = "turns_begun"
    TURNS_ENDED = "turns_ended"
    SPEAKER_INVITED = "speaker_invited"


def why_not_change(*, may: bool, because: str) -> str | None:
    """The reason this person may not do anything with a thread there; None when they may."""
    if not may:
        return "Only stewards of this place can pin, close or move its discussions."
    if not is_readable(because):
        return "Say why. Everybody who can read the discussion can read it."
    if len(because) > LONGEST_BECAUSE:
        return f"The reason is {len(because):,} characters long; the most is {LONGEST_BECAUSE}."
    return None


def why_not_pin(*, pinned: bool, closed: bool, others: int) -> str | None:
    """The reason a thread cannot be pinned; None when it can. `others` are pinned there already."""
    if pinned:
        return "This discussion is pinned already."
    if closed:
        return "This discussion is closed. Reopen it before you pin it."
    if others >= MOST_PINNED:
        return f"{MOST_PINNED} discussions are pinned in this forum. Unpin one of them first."
    return None


def why_not_unpin(*, pinned: bool) -> str | None:
    """The reason a thread cannot be unpinned; None when it can."""
    return None if pinned else "This discussion is not pinned."


def why_not_close(*, closed: bool) -> str | None:
    """The reason a thread cannot be closed; None when it can."""
    return "This discussion is closed already." if closed else None


def why_not_reopen(*, closed: bool) -> str | None:
    """The reason a thread cannot be reopened; None when it can."""
    return None if closed else "This discussion is open."


def why_not_move(
    *, same: bool, only_clp: bool, room_is_open: bool, may_there: bool, has_own_page: bool
) -> str | None:
    """The reason a thread cannot be moved to another forum; None when it can.

    `has_own_page`: it is the discussion of a proposal or resolution, which says where it stands.
    """
    if only_clp:
        return "What a CLP keeps to itself stays in its forum: it was written for its members only."
    if has_own_page:
        return "This is the discussion of a proposal or resolution, and stays where that stands."
    if same:
        return "The discussion stands in that forum already. Choose another."
    if not room_is_open:
        return "That room is closed. Choose another forum."
    if not may_there:
        return "You are not a steward of that forum. A steward of the whole party can move it."
    return None


def why_not_answer(*, asks: str, may: bool, hidden: bool, number: int | None) -> str | None:
    """The reason a post cannot be marked as what answers a question; None when it can.

    `number` is the post's; None takes the mark away.
    """
    if asks != ThreadKind.QUESTION:
        return "This discussion is not a question."
    if not may:
        return "Whoever asked the question and stewards mark what answers it."
    if number == 1:
        return "The first post is the question. Choose the post that answers it."
    if hidden:
        return "This post has been hidden by moderators."
    return None
