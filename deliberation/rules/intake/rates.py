"""How often one person may post. Pure.

Only what appeared or is held counts: a form that was refused counts against nobody. Figures:
Discourse's defaults, as members can change them (house rules).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from core.dates import count_of, day_time
from deliberation.rules.intake.values import Attempt, Limits, Outcome, Verdict, Writer, is_new

DAY = timedelta(days=1)
SOON = timedelta(minutes=2)  # said in seconds; later times as a time of day


def when(again_at: datetime, at: datetime) -> str:
    """From when one may again: “in 12 seconds”, or the time."""
    left = again_at - at
    if left > SOON:
        return f"from {day_time(again_at.replace(second=0, microsecond=0) + timedelta(minutes=1))}"
    seconds = max(1, -int(-left.total_seconds() // 1))
    return f"in {count_of(seconds, 'second')}"


def gap(attempt: Attempt, writer: Writer, limits: Limits) -> Verdict | None:
    """A pause between two posts, longer for the first few."""
    if writer.last_at is None:
        return None
    least = limits.newcomer_gap if is_new(writer, limits) else limits.gap
    again_at = writer.last_at + least
    if again_at <= attempt.at:
        return None
    return _too_soon("You posted a moment ago.", again_at, attempt.at)


def first_day(attempt: Attempt, writer: Writer, limits: Limits) -> Verdict | None:
    """Fewer in the first day after somebody's first post."""
    if writer.first_at is None or attempt.at - writer.first_at >= DAY:
        return None
    begins = attempt.begins
    most = limits.threads_first_day if begins else limits.replies_first_day
    done = writer.threads if begins else writer.replies
    if len(done) < most:
        return None
    things = count_of(most, "discussion") if begins else count_of(most, "reply", "replies")
    said = f"On your first day here you can {'begin' if begins else 'write'} {things}."
    return _too_soon(said, writer.first_at + DAY, attempt.at)


def threads_a_day(attempt: Attempt, writer: Writer, limits: Limits) -> Verdict | None:
    """So many discussions in any 24 hours."""
    if not attempt.begins:
        return None
    again_at = free_again(writer.threads, limits.threads_a_day, attempt.at)
    if again_at is None:
        return None
    said = f"You can begin {count_of(limits.threads_a_day, 'discussion')} a day."
    return _too_soon(said, again_at, attempt.at)


def free_again(done: tuple[datetime, ...], most: int, at: datetime) -> datetime | None:
    """When one more may be done of what may be done `most` times in a day; None for now.

    `done`: the times, newest first.
    """
    within = [one for one in done if one > at - DAY]
    return within[most - 1] + DAY if len(within) >= most else None


def why_not_good_point(done: tuple[datetime, ...], most: int, at: datetime) -> str | None:
    """The reason one more post cannot be called a good point today; None when it can."""
    again_at = free_again(done, most, at)
    if again_at is None:
        return None
    said = f"You can call {count_of(most, 'post')} a day a good point."
    return f"{said} You can again {when(again_at, at)}."


def _too_soon(said: str, again_at: datetime, at: datetime) -> Verdict:
    return Verdict(
        Outcome.REFUSE,
        f"{said} You can again {when(again_at, at)}. Your words are kept here.",
        again_at=again_at,
    )
