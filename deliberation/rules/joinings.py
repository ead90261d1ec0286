"""When proposals become one. Pure."""

from __future__ import annotations

from deliberation.rules.proposals import CHANGEABLE

FEWEST, MOST = 2, 20  # proposals of one composite


def why_not_join(
    *, is_author: bool, same: bool, from_state: str, into_state: str, same_sort: bool
) -> str | None:
    """The reason a proposal may not become part of another; None when it may."""
    if not is_author:
        return "Only its authors can ask for this."
    if same:
        return "That is the same proposal. Choose another."
    if from_state not in CHANGEABLE:
        return "This proposal cannot become part of another any more."
    if into_state not in CHANGEABLE:
        return "The other one takes nothing in any more."
    if not same_sort:
        return "A proposal and a resolution stay two things."
    return None


def why_not_composite(
    *, count: int, all_open: bool, is_author: bool, same_sort: bool
) -> str | None:
    """The reason these may not be made into a composite; None when they may."""
    if count < FEWEST:
        return "Choose at least one other."
    if count > MOST:
        return f"{MOST} are the most that can be put together at once."
    if not is_author:
        return "You need to be an author of one of them."
    if not all_open:
        return "One of them cannot become part of another any more."
    if not same_sort:
        return "Proposals are put together with proposals, resolutions with resolutions."
    return None


def why_not_agree(*, is_author: bool, settled: bool, agreed: bool = False) -> str | None:
    """The reason somebody may not agree to a joining or refuse it; None when they may."""
    if not is_author:
        return "Only the authors of the two proposals decide about this."
    if settled:
        return "This has been settled already."
    return "You have agreed already." if agreed else None


def why_not_part(*, is_author: bool, done: bool, into_state: str) -> str | None:
    """The reason a merged proposal may not become one of its own again; None when it may."""
    if not is_author:
        return "Only those who moved it can take it out again."
    if not done:
        return "It is no part of another."
    if into_state not in CHANGEABLE:
        return "What it became part of cannot be changed any more."
    return None
