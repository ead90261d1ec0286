"""What the officers of a CLP may announce, and the sentences that say why not. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from deliberation.rules import is_readable, why_not_title

LONGEST_WORDS = 5_000
LONGEST = timedelta(days=366)  # on show
PLACES = 3  # on top of the others
ON_HOME = 5  # announcements on a home page; the rest are a link away


def why_not_announce(*, may_post: bool) -> str | None:
    """The reason this person may not announce anything here; None when they may."""
    return None if may_post else "Only the officers of this CLP can post, change or end these."


def why_not_words(
    title: str, words: str, last_day: date, *, pinned: int, today: date
) -> str | None:
    """The reason an announcement may not say this, or so long; None when it may."""
    return _wrong_words(title, words) or _wrong_day(last_day, today=today) or _wrong_place(pinned)


def _wrong_words(title: str, words: str) -> str | None:
    if why_not := why_not_title(title):
        return why_not
    if not is_readable(words):
        return "Write what you announce."
    if len(words) > LONGEST_WORDS:
        return f"That is too long: {len(words):,} of {LONGEST_WORDS:,} characters."
    return None


def _wrong_day(last_day: date, *, today: date) -> str | None:
    if last_day < today:
        return "Its last day is over already. Choose today or a later day."
    if last_day > today + LONGEST:
        return "An announcement can stand for a year at most. You can post it again then."
    return None


def _wrong_place(pinned: int) -> str | None:
    return None if 0 <= pinned <= PLACES else "Choose one of the places."


def why_not_touch(*, may_post: bool, hidden: bool, ended: bool) -> str | None:
    """The reason this person may not change or end an announcement; None when they may."""
    if hidden:
        return "Moderators have hidden this announcement."
    if ended:
        return "This announcement has ended. It stays readable as it is."
    return why_not_announce(may_post=may_post)
