"""Who may write, and which words will do. Pure."""

from __future__ import annotations

from enum import StrEnum

LONGEST_CLAIM = 180  # characters, also a database constraint
LONGEST_TITLE = 120
LONGEST_DETAIL = 2_000
LONGEST_TEXT = 200_000


class Side(StrEnum):
    """Which way an argument speaks."""

    FOR = "for"
    AGAINST = "against"


def why_not_edit(*, may_edit: bool) -> str | None:
    """The reason someone may not change the wiki; None when they may."""
    return None if may_edit else "Only editors change the wiki. You can suggest a change instead."


def why_not_title(title: str, what: str = "title", most: int = LONGEST_TITLE) -> str | None:
    """The reason a one-line text will not do; None when it will."""
    if not title.strip():
        return f"Enter a {what}."
    if len(title) > most:
        return f"The {what} is {len(title):,} characters long; the most is {most:,}."
    return None


def why_not_detail(detail: str, most: int = LONGEST_DETAIL) -> str | None:
    """The reason a longer text will not do; None when it will."""
    if len(detail) > most:
        return f"The text is {len(detail):,} characters long; the most is {most:,}."
    return None


def why_not_argument(claim: str, detail: str) -> str | None:
    """The reason an argument's words will not do; None when they will."""
    return why_not_title(claim, "claim", LONGEST_CLAIM) or why_not_detail(detail)


def why_stale(*, base: int, current: int) -> str | None:
    """Whether someone else saved since this form was opened; None when nobody did."""
    if base == current:
        return None
    return "Someone saved another text while you wrote. Yours is below; compare, then save again."
