"""Who may remove a view: two editors, a reason of the list, a wait, and no appeal. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from wiki.rules.removals import (
    LONGEST_REASON,
    STANDING,
    Act,
    RemovalReason,
    RemovalState,
)


@dataclass(frozen=True, slots=True)
class View:
    """What counts about an option or argument when its removal is proposed."""

    is_hidden: bool = False
    is_archived: bool = False
    has_open_removal: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """The part that somebody has in a view."""

    wrote_it: bool = False
    supports_it: bool = False
    argues_otherwise: bool = False  # wrote what stands against it


def why_not_propose(
    act: Act, view: View, part: Part, *, may_edit: bool, reason: str, words: str
) -> str | None:
    """The reason an editor may not propose this; None when they may."""
    if not may_edit:
        return "Only editors propose to remove a view."
    if part.argues_otherwise:
        return "You wrote what stands against this view. Another editor may propose it."
    if act is not Act.REDACT:
        if view.is_hidden:
            return "Moderators have hidden this view. Their decision comes first."
        if view.is_archived:
            return "This view is archived already."
    if view.has_open_removal:
        return "A removal of this view is being decided. One at a time."
    return _why_not_reason(act, reason, words)


def _why_not_reason(act: Act, reason: str, words: str) -> str | None:
    if reason not in {one.value for one in RemovalReason if act in one.acts}:
        return "Choose the reason from the list."
    if not words.strip():
        return "Say in your own words why. Everybody can read it."
    if len(words) > LONGEST_REASON:
        return f"That is {len(words):,} characters long; the most is {LONGEST_REASON:,}."
    return None


def why_not_merge(
    *, itself: bool, same_kind: bool, same_place: bool, is_shown: bool, same_side: bool
) -> str | None:
    """The reason a view may not be merged into that one; None when it may."""
    if itself:
        return "A view cannot be merged into itself."
    if not same_kind or not same_place:
        return "A view can be merged into one that stands beside it on the same page only."
    if not same_side:
        return "An argument for cannot be merged into one against."
    if not is_shown:
        return "The other view is archived or hidden. Choose one that stands on the page."
    return None


def why_not_second(
    state: str,
    part: Part,
    *,
    may_edit: bool,
    is_reviewed: bool,
    member_id: int,
    clp_id: int | None,
    first_id: int,
    first_clp_id: int | None,
) -> str | None:
    """The reason this editor may not be the second; None when they may."""
    if not may_edit:
        return "Only editors decide on a removal."
    if is_reviewed:
        return f"This removal is past that: {RemovalState(state).words}."
    if member_id == first_id:
        return "You proposed this. The second editor must be another person."
    if clp_id is None or clp_id == first_clp_id:
        return "The second editor must come from another CLP than the first."
    return why_conflicted(part)


def why_conflicted(part: Part) -> str | None:
    """The reason someone with this part in the view may not decide on it."""
    if part.wrote_it:
        return "This view came from you. Somebody else decides."
    if part.supports_it:
        return "You support this view. Somebody else decides."
    if part.argues_otherwise:
        return "You wrote what stands against this view. Somebody else decides."
    return None


def why_not_appeal(
    state: str,
    *,
    is_behind: bool,
    has_been_appealed: bool,
    in_effect_at: datetime | None,
    appeal_for: timedelta,
    at: datetime,
) -> str | None:
    """The reason this person may not appeal; None when they may."""
    if not is_behind:
        return "Only the member a view came from, and those who support it, can appeal."
    if has_been_appealed:
        return "There has been an appeal. There can be one."
    if state not in {RemovalState.AGREED, RemovalState.IN_EFFECT}:
        return f"There is nothing to appeal against: {RemovalState(state).words}."
    if in_effect_at is not None and at > in_effect_at + appeal_for:
        return f"The {appeal_for.days} days for an appeal are over. An editor can still restore it."
    return None


def why_not_judge(
    state: str,
    part: Part,
    *,
    may_judge: bool,
    is_appellant: bool,
    member_id: int,
    clp_id: int | None,
    editors: frozenset[int],
    their_clps: frozenset[int],
) -> str | None:
    """The reason this person may not decide the appeal; None when they may."""
    if not may_judge:
        return "Editors and stewards of the whole party decide appeals."
    if state != RemovalState.APPEALED:
        return "There is no appeal to decide."
    if member_id in editors:
        return "You are one of the two editors. Somebody else decides the appeal."
    if clp_id is None or clp_id in their_clps:
        return "An appeal is decided by somebody of another CLP than the two editors."
    if is_appellant:
        return "This is your own appeal. Somebody else decides it."
    return why_conflicted(part)


def why_not_put_back(state: str, act: Act, *, may_edit: bool, words: str) -> str | None:
    """The reason one editor may not call it off or restore the view; None when they may."""
    if not may_edit:
        return "Only editors put a view back. You can appeal, or suggest it anew."
    if act is Act.REDACT:
        return "What was redacted is put back by the second editor, or on appeal."
    if state == RemovalState.APPEALED:
        return "An appeal is being decided, and the view stands until then."
    if state not in STANDING:
        return f"There is nothing to put back: {RemovalState(state).words}."
    if not words.strip():
        return "Say in your own words why. Everybody can read it."
    return None
