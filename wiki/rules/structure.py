"""Where a topic may stand, and what may be done to the structure. Pure."""

from __future__ import annotations

from enum import StrEnum

DEEPEST = 16  # steps of a trail
MANY_PLACES = 5  # of one topic; more confuse more than they help
MANY_CHILDREN = 30  # of one topic; more want headings, or a level between


class Act(StrEnum):
    """What an editor did to the structure."""

    PLACED = "placed"
    MOVED = "moved"
    REMOVED = "removed"
    HOME = "home"
    RELABELLED = "relabelled"
    ORDERED = "ordered"
    MERGED = "merged"
    SPLIT = "split"
    UNDONE = "undone"


def why_not_place(
    *, under_itself: bool, there_already: bool, steps: int, parent: str = ""
) -> str | None:
    """The reason a topic may not stand there; None when it may. `steps`: of its longest trail."""
    if under_itself:
        return f"“{parent}” stands under this topic, so this topic cannot stand under it."
    if there_already:
        return f"This topic stands under “{parent or 'Topics'}” already."
    if steps > DEEPEST:
        return f"That would make a trail of {steps} steps; the most is {DEEPEST}."
    return None


def why_not_give_reason(why: str) -> str | None:
    """The reason an act that everybody will see logged needs more said; None when it does not."""
    return None if why.strip() else "Say why: it stands in the public log."


def why_not_change(*, title: str, merged_into: str) -> str | None:
    """The reason a topic takes nothing new; None when it does. `merged_into`: a title or ""."""
    return f"“{title}” is part of “{merged_into}” now." if merged_into else None


def why_not_merge(*, same: bool, hidden: bool, between: str = "") -> str | None:
    """The reason two topics may not become one; None when they may.

    `between`: a topic that would come to stand under itself.
    """
    if same:
        return "Choose another topic: this one cannot be merged into itself."
    if hidden:
        return "A hidden topic cannot be merged. Let the moderators decide on it first."
    if between:
        return f"“{between}” stands between the two. Move it first."
    return None


def why_not_split(*, moved: int) -> str | None:
    """The reason a topic may not be split like this; `moved`: options and subtopics that go."""
    return None if moved else "Choose the options or subtopics that go to the new topic."


def why_not_undo(*, undone: bool) -> str | None:
    """The reason a change of the structure may not be undone; None when it may."""
    return "This has been undone already." if undone else None


def doubts(*, places: int = 0, children: int = 0, parent: str = "", called_so: int = 0) -> str:
    """What an editor should think about after filing a topic; "" when nothing.

    `called_so`: how many topics under the parent have the same name there.
    """
    said = []
    if places > MANY_PLACES:
        said.append(f"It stands in {places} places now; more than {MANY_PLACES} confuse readers.")
    if children > MANY_CHILDREN:
        said.append(
            f"{children} topics stand under “{parent or 'Topics'}” now. Group them by headings, "
            "or put a topic between."
        )
    if called_so > 1:
        said.append(f"{called_so} topics under “{parent or 'Topics'}” have the same name.")
    return " ".join(said)
