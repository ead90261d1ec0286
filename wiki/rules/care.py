"""When a topic is read again, and who may change a protected one. Pure."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

MONTHS = (3, 6, 12, 24)  # from one review to the next


def months_later(day: date, months: int) -> date:
    """The same day some months on; the last of the month where there is no such day."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def why_not_review(*, due_on: date | None, today: date, months: int) -> str | None:
    """The reason a review cannot be set like this; None when it can."""
    if due_on is None or due_on < today:
        return "Give a day that is still to come, like 2027-05-01."
    if months not in MONTHS:
        return "Choose how often from the list."
    return None


def why_not_protect(
    *,
    editors: int,
    reason: str,
    ends_on: date | None,
    today: date,
    already: bool,
    longest: timedelta,
) -> str | None:
    """The reason a topic may not be protected like this; None when it may.

    `editors`: how many of those named are editors, counted once.
    """
    if already:
        return "This topic is protected already."
    if editors != 2:  # noqa: PLR2004 — two editors
        return "Name two different editors."
    if not reason.strip():
        return "Say why: it stands on the page."
    if ends_on is None or ends_on < today:
        return "Give the last day of it, like 2027-05-01."
    if ends_on - today > longest:
        return f"A topic can be protected for {longest.days} days at a time."
    return None


def why_protected(*, named: bool, admin: bool, until: date) -> str | None:
    """The reason an editor may not change the words of a protected topic; None when they may."""
    if named or admin:
        return None
    return (
        f"This page is protected until {until:%-d %B %Y}: only the two editors named on it change "
        "its words. You can still add options and arguments, and suggest a change."
    )


def why_not_end_protection(*, named: bool, admin: bool) -> str | None:
    """The reason someone may not end a protection early; None when they may."""
    if named or admin:
        return None
    return "Only the two editors named, or an admin, can end this."
