"""Who may sum up a discussion, and who may say what a summary misses. Pure."""

from __future__ import annotations

LONGEST_SUMMARY = 4_000  # characters
LONGEST_OMISSION = 300
LONGEST_ANSWER = 300
MOST_OPEN = 3  # remarks of one member that wait for the next version
HEADING = "Summary"
TAKEN_UP = "Taken up."


def why_not_summarise(*, may: bool, hidden: bool, posts: int) -> str | None:
    """The reason this person may not sum up a discussion; None when they may."""
    if not may:
        return "Stewards and editors write the summary of a discussion."
    if hidden:
        return "This discussion has been hidden by moderators."
    if posts < 2:  # noqa: PLR2004 — two make a discussion
        return "There is nothing to sum up yet: nobody has answered."
    return None


def why_not_words(text: str, *, most_words: int) -> str | None:
    """The reason the words of a summary will not do; None when they will."""
    words = len(text.split())
    if not words:
        return "Write what the discussion has come to."
    if words > most_words:
        return f"You wrote {words:,} words; the most is {most_words:,}."
    if len(text) > LONGEST_SUMMARY:
        return f"That is too long: {len(text):,} of {LONGEST_SUMMARY:,} characters."
    return None


def why_not_covers(covers: int | None, *, posts: int, before: int) -> str | None:
    """The reason a summary cannot go up to this post; None when it can."""
    if covers is None or not 1 <= covers <= posts:
        return f"Say up to which post it goes: a number from 1 to {posts:,}."
    if covers < before:
        return f"The version before went up to post {before:,}. A new one goes as far at least."
    return None


def why_not_newer(*, begun_from: int, newest: int) -> str | None:
    """The reason a version may not follow the one it was begun from; None when it may."""
    if begun_from != newest:
        return (
            "Somebody has written a newer version meanwhile. Read it below; yours is still in the "
            "form. Send it again when it takes in both."
        )
    return None


def why_not_say(*, is_member: bool, hidden: bool, has_summary: bool, waiting: int) -> str | None:
    """The reason this person may not say what a summary misses; None when they may."""
    if not is_member:
        return "Only party members can say what a summary misses."
    if hidden or not has_summary:
        return "There is no summary to say that of."
    if waiting >= MOST_OPEN:
        return f"You have said {waiting} things that the next version will answer. Wait for it."
    return None


def why_not_omission(text: str) -> str | None:
    """The reason a remark will not do; None when it will."""
    if not text.strip():
        return "Say in a sentence what it misses."
    if len(text) > LONGEST_OMISSION:
        return f"Say it in {LONGEST_OMISSION} characters; you wrote {len(text):,}."
    return None
