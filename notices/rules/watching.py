"""What may be watched, and how many things. Pure."""

from __future__ import annotations

MOST_WATCHED = 500  # by one member


def why_not_watch(*, watched: int) -> str | None:
    """The reason someone may not watch one more thing; None when they may."""
    if watched < MOST_WATCHED:
        return None
    return f"You watch {watched} things, the most there can be. Stop watching one first."
