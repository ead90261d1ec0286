"""Where a topic may stand. Pure."""

from __future__ import annotations

DEEPEST = 16  # steps of a trail


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


def why_not_remove_place(*, places: int) -> str | None:
    """The reason a place may not be removed; None when it may."""
    return None if places > 1 else "This is the topic’s only place. Give it another one first."
