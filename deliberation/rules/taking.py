"""Which posts may go from the forum into the wiki, and who may bring them there. Pure."""

from __future__ import annotations

from enum import StrEnum

STANDS_THERE = (
    "This post stands in the wiki already. When what it became has been archived, it can be taken "
    "in again."
)
KEPT = "This discussion is for the members of one CLP, and the wiki is public."


class Becomes(StrEnum):
    """What a post becomes in the wiki."""

    FOR = "for"
    AGAINST = "against"
    OPTION = "option"

    @property
    def words(self) -> str:
        """As an editor or member chooses it."""
        return {
            "for": "An argument for an option",
            "against": "An argument against an option",
            "option": "A new option",
        }[self.value]


def why_not_take(
    *, own: bool, hidden: bool, stands: bool, has_topic: bool, waits: bool, for_one_clp: bool
) -> str | None:
    """The reason an editor may not take a post into the wiki; None when they may.

    `stands`: what it became before is there; `waits`: a member has proposed it to the editors.
    """
    if own and not hidden:
        return "You cannot take your own post into the wiki. Another editor can."
    if for_one_clp:
        return KEPT
    if reason := _why_not_at_all(hidden=hidden, stands=stands, has_topic=has_topic):
        return reason
    if waits:
        return "A member has proposed this post for the wiki. Decide about that."
    return None


def why_not_propose(
    *,
    is_member: bool,
    hidden: bool,
    stands: bool,
    has_topic: bool,
    waits: bool,
    for_one_clp: bool,
    is_note: bool,
) -> str | None:
    """The reason a member may not propose a post for the wiki; None when they may."""
    if not is_member:
        return "Only party members can propose a post for the wiki."
    if for_one_clp:
        return KEPT
    if is_note:
        return "This is a steward’s question to all, not a point."
    if reason := _why_not_at_all(hidden=hidden, stands=stands, has_topic=has_topic):
        return reason
    if waits:
        return "This post has been proposed already. The editors will decide about it."
    return None


def _why_not_at_all(*, hidden: bool, stands: bool, has_topic: bool) -> str | None:
    if hidden:
        return "This post has been hidden by moderators."
    if stands:
        return STANDS_THERE
    if not has_topic:
        return "This discussion belongs to no topic, so there is no page to take the post into."
    return None
