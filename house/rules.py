"""Who may change a rule, to what, and from when. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from core.dates import day
from core.house_rules import Dated, HouseRule, in_force
from core.paired_rules import Shorter

LATEST = timedelta(days=2 * 365)  # a change further off would be forgotten


def why_not_change(
    rule: HouseRule,
    typed: str,
    *,
    may_change: bool,
    holds_last: str,
    starts_on: date,
    today: date,
    notice: timedelta,
) -> str | None:
    """The reason a rule may not be changed so; None when it may.

    `holds_last`: the value that will hold in the end, if nobody changes anything.
    """
    if not may_change:
        return "Only people whose role allows it can change how policy is made."
    if why_not := rule.why_not(typed):
        return why_not
    if str(rule.parsed(typed)) == holds_last:
        return "That is what the rule says already."
    if starts_on < today + notice:
        return f"A change is announced before it holds: it can from {day(today + notice)} on."
    if starts_on > today + LATEST:
        return "Choose a day within the next two years."
    return None


def why_not_beside(
    pair: Shorter, rule: HouseRule, less: Sequence[Dated], more: Sequence[Dated], at: datetime
) -> str | None:
    """The reason two rules cannot have these values, now or when they begin; None when they can.

    `rule`: one of the two, for the words of values; `less` and `more`: as `history` gives them.
    """
    begins = {row.starts_at for row in (*less, *more) if row.starts_at and row.starts_at > at}
    for moment in sorted({at, *begins}):
        few, many = (int(in_force(rows, moment).value) for rows in (less, more))
        if few >= many:
            return pair.sentence.format(less=rule.words(few), more=rule.words(many))
    return None


def what_begun(rule: HouseRule) -> str:
    """What a change means for what is going on already."""
    if rule.keeps:
        return "What has begun goes on under the rule it began with."
    return "A change holds for everything from its day on."
