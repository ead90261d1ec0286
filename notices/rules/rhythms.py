"""How often mails come, and when they do not. Pure."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
BEGINS = time(7)  # in London: the two hours in which daily and weekly mails go out
MINUTES = 120
QUIET_FROM, QUIET_TO = 21, 7  # hours in London in which no mail goes out, unless a member chose
HOURS = range(24)


class Rhythm(StrEnum):
    """How often a member gets a mail, when there is something new."""

    AT_ONCE = "at once"
    DAILY = "daily"
    WEEKLY = "weekly"
    OFF = "off"

    @property
    def words(self) -> str:
        """As people choose it."""
        return {
            "at once": "At once, when something happens",
            "daily": "Once a day, when there is something new",
            "weekly": "Once a week, when there is something new",
            "off": "No mail: I look at the page",
        }[self.value]

    @property
    def often(self) -> str:
        """As a mail says it of itself."""
        return {
            "at once": "as soon as something happens",
            "daily": "once a day",
            "weekly": "once a week",
            "off": "never",
        }[self.value]


def next_due(
    rhythm: Rhythm,
    member_id: int,
    after: datetime,
    *,
    quiet_from: int = QUIET_FROM,
    quiet_to: int = QUIET_TO,
) -> datetime:
    """When the next mail goes out: in the early morning, each member at a minute of their own.

    At once means now; weekly mails go out on Mondays; none within the member's quiet hours.
    """
    moment = after
    if rhythm is not Rhythm.AT_ONCE:
        moment = _next_morning(member_id % MINUTES, after, weekly=rhythm is Rhythm.WEEKLY)
    return out_of_quiet(moment, quiet_from, quiet_to)


def _next_morning(minutes: int, after: datetime, *, weekly: bool) -> datetime:
    """Always later than `after`; counted in days of the calendar, which are 23 to 25 hours long."""
    day = after.astimezone(LONDON).date()
    if weekly:
        day += timedelta(days=-day.weekday() % 7)
    while (moment := _in_london(day, minutes)) <= after:
        day += timedelta(days=7 if weekly else 1)
    return moment


def _in_london(day: date, minutes: int) -> datetime:
    local = datetime.combine(day, BEGINS, LONDON) + timedelta(minutes=minutes)
    return local.astimezone(UTC)


def is_quiet(moment: datetime, quiet_from: int, quiet_to: int) -> bool:
    """Whether no mail goes out at this moment. From and to the same hour: mail at any time."""
    hour = moment.astimezone(LONDON).hour
    if quiet_from <= quiet_to:
        return quiet_from <= hour < quiet_to
    return hour >= quiet_from or hour < quiet_to


def out_of_quiet(moment: datetime, quiet_from: int, quiet_to: int) -> datetime:
    """The moment itself, or the end of the quiet hours in which it lies."""
    while is_quiet(moment, quiet_from, quiet_to):
        moment = moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return moment
