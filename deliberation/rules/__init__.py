"""What may be done in a forum, and the sentences that say why not. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

PER_PAGE = 20  # posts of a thread, threads of a forum
LONGEST_TITLE = 120
LONGEST_POST = 20_000  # characters
NATIONAL_ROOM = "National room"


class ThreadKind(StrEnum):
    """What a thread asks of its readers."""

    DISCUSSION = "discussion"
    QUESTION = "question"
    PROPOSAL = "proposal"  # of a proposal, and begun with it
    RESOLUTION = "resolution"  # of a resolution, and begun with it


BEGUN_BY_ITSELF = (ThreadKind.DISCUSSION, ThreadKind.QUESTION)


class Position(StrEnum):
    """What a post says of itself: a position on the thread's option, or another tag."""

    FOR = "for"
    AGAINST = "against"
    UNSURE = "unsure"
    QUESTION = "question"
    INFORMATION = "information"


SIDES = (Position.FOR, Position.AGAINST, Position.UNSURE)  # what voices are counted by
TAGS = (Position.QUESTION, Position.INFORMATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where a thread stands: in the forum of a CLP, a region, a room or a topic.

    In one of the first three at most, whatever topic it is about; with none of the four, in the
    national room.
    """

    clp_id: int | None = None
    region_id: int | None = None
    room_id: int | None = None
    topic_id: int | None = None
    option_id: int | None = None  # positions are taken on it
    only_clp: bool = False  # kept to the members of the CLP


def forum_name(clp: str | None, region: str | None, room: str | None, topic: str | None) -> str:
    """What people call the forum of this CLP, else region, room or topic, else of everybody."""
    return (
        f"{clp} forum" if clp else f"{region} forum" if region else room or topic or NATIONAL_ROOM
    )


def forum_of(row: Mapping[Any, Any]) -> str:
    """What people call the forum that a row with the names of its parts stands in."""
    return forum_name(row["clp"], row["region"], row["room"], row["topic"])


def page_of(number: int) -> int:
    """The page of its thread on which the post of this number stands."""
    return (number - 1) // PER_PAGE + 1


def pages_of(count: int) -> int:
    """How many pages this many items fill; at least one."""
    return max(1, page_of(count))


def post_url(thread_id: int, number: int) -> str:
    """Where a post stands, whatever the order on opening: on its page in the order of time."""
    page = page_of(number)
    return f"/threads/{thread_id}?order=oldest{f'&page={page}' if page > 1 else ''}#p{number}"


def why_not_start(
    *,
    is_member: bool,
    is_own_clp: bool,
    where: Where,
    is_own_region: bool = True,
    room_is_open: bool = True,
) -> str | None:
    """The reason this person may not start a thread there; None when they may."""
    if not is_member:
        return "Only party members can start a discussion. Sign in with your membership."
    if where.clp_id is not None and not is_own_clp:
        return "Only members of this CLP can start a discussion in its forum. You can reply."
    if where.region_id is not None and not is_own_region:
        return "Only members of this region can start a discussion in its forum. You can reply."
    if not room_is_open:
        return "This room is closed, so no discussion can be started in it."
    return why_not_place(where)


def why_not_place(where: Where) -> str | None:
    """The reason no thread can stand there; None when one can."""
    if [where.clp_id, where.region_id, where.room_id].count(None) < 2:  # noqa: PLR2004 — of three
        return "A discussion stands in one forum: choose a CLP, a region or a room."
    if where.only_clp and where.clp_id is None:
        return "Only a discussion in a CLP’s forum can be kept to its members."
    return None


def why_not_kind(asks: ThreadKind, *, origin_kind: str | None) -> str | None:
    """The reason a thread of this kind cannot be begun; None when it can."""
    if asks not in BEGUN_BY_ITSELF and origin_kind != "proposal":
        return f"A {asks} has its discussion when it is put forward. Start there."
    return None


def why_not_reply(
    *, is_member: bool, may_see: bool, hidden: bool, closed_because: str | None = None
) -> str | None:
    """The reason this person may not post in a thread; None when they may.

    `closed_because` is the steward's reason when the thread is closed.
    """
    if not is_member:
        return "Only party members can post. Sign in with your membership."
    if not may_see:
        return "This discussion is for the members of one CLP."
    if hidden:
        return "This discussion has been hidden by moderators, so nobody can post in it."
    if closed_because is not None:
        return f"This discussion is closed, so nobody can post in it. {closed_because}"
    return None


def why_not_edit(
    *, own: bool, hidden: bool, written_at: datetime, edit_for: timedelta, at: datetime
) -> str | None:
    """The reason this person may not change the words of a post; None when they may."""
    if not own:
        return "Only its author can edit a post."
    if hidden:
        return "This post has been hidden by moderators, so it cannot be edited."
    if at - written_at > edit_for:
        hours = edit_for // timedelta(hours=1)
        return f"A post can be edited for {hours} hours. Write a new one to correct or add to it."
    return None


def why_not_title(title: str) -> str | None:
    """The reason a title will not do; None when it will."""
    if not is_readable(title):
        return "Enter a title."
    if len(title) > LONGEST_TITLE:
        return f"The title is {len(title):,} characters long; the most is {LONGEST_TITLE:,}."
    return None


def why_not_text(text: str) -> str | None:
    """The reason the words of a post will not do; None when they will."""
    if not is_readable(text):
        return "Write your post."
    if len(text) > LONGEST_POST:
        return f"That is too long: {len(text):,} of {LONGEST_POST:,} characters."
    return None


def why_not_position(position: Position | None, *, has_option: bool) -> str | None:
    """The reason a post may not carry this position; None when it may."""
    if position in SIDES and not has_option:
        return "This discussion is not about one option, so nobody can be for or against it."
    return None


def is_readable(text: str) -> bool:
    """Whether there is anything to see in it: letters, figures or signs, not only blanks."""
    return any(unicodedata.category(letter)[0] in "LNPS" for letter in text)
