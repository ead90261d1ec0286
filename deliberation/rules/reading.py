"""What a member has not read yet. Pure."""

from __future__ import annotations

from core.dates import count_of


def unread(number: int | None, posts: int) -> int:
    """How many posts came since the bookmark; 0 for who has none: nothing is owed."""
    return 0 if number is None else max(0, posts - number)


def since_words(number: int | None, posts: int) -> str:
    """Those posts in words; "" when there are none."""
    count = unread(number, posts)
    return f"{count_of(count, 'new post')} since you last looked" if count else ""
