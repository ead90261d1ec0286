"""What a draft may be, and what is said when two editors meet. Pure."""

from __future__ import annotations

from datetime import timedelta

DRAFTS_LAST = timedelta(days=90)
LONGEST_DRAFT = 300_000  # characters of all its fields
MOST_DRAFTS = 100  # of one member
CLASH = (
    "Someone saved another text while you wrote, and you both changed the same lines. "
    "Nothing is lost: compare below, then save again."
)


def why_not_keep_draft(*, letters: int, drafts: int) -> str | None:
    """The reason a draft may not be kept; None when it may. `drafts`: the member has, elsewhere."""
    if letters > LONGEST_DRAFT:
        return f"That is {letters:,} characters; a draft may have {LONGEST_DRAFT:,}."
    if drafts >= MOST_DRAFTS:
        return f"You have {drafts} drafts. Throw one away first."
    return None
