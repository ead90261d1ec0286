"""Changing a rule. Checks with the rules, changes, records; commits nothing."""

from __future__ import annotations

from datetime import date, datetime, time

from accounts.access import Viewer
from accounts.rules import Power
from core import events, house_rules, jobs
from core.clock import now
from core.dates import LONDON
from core.db import db
from core.errors import Refused
from core.house_rules import Dated, HouseRule, RuleChange
from core.paired_rules import pairs_with
from house import rules


def change_rule(
    rule: HouseRule, value: str, *, reason: str, starts_on: date, by: Viewer
) -> RuleChange:
    """Announce that a rule has another value from the beginning of a day, British time.

    It replaces a change that has not begun. Raises Refused when a rule says no.
    """
    why_not = rules.why_not_change(
        rule,
        value,
        may_change=by.can(Power.RULES),
        holds_last=house_rules.history(rule.key)[-1].value,
        starts_on=starts_on,
        today=now().astimezone(LONDON).date(),
        notice=house_rules.length("rules.notice_days"),
    )
    if why_not:
        raise Refused(why_not)
    if not reason:
        raise Refused("Say why, for everyone to read.")
    starts_at = max(datetime.combine(starts_on, time(), LONDON), now())
    if why_not := why_not_beside_others(rule, value, starts_at):
        raise Refused(why_not)
    return record_change(rule, value, reason=reason, starts_at=starts_at, by_id=by.id)


def why_not_beside_others(rule: HouseRule, value: str, starts_at: datetime) -> str | None:
    """The reason this value cannot stand beside those of other rules; None when it can."""
    at, known = now(), house_rules.history
    begun = [row for row in known(rule.key) if row.starts_at is None or row.starts_at <= at]
    changed = [*begun, Dated(str(rule.parsed(value)), starts_at, None, at)]
    for pair in pairs_with(rule.key):
        less, more = (changed if key == rule.key else known(key) for key in (pair.less, pair.more))
        if why_not := rules.why_not_beside(pair, rule, less, more, at):
            return why_not
    return None


def record_change(
    rule: HouseRule, value: str, *, reason: str, starts_at: datetime, by_id: int | None
) -> RuleChange:
    """Write the change into the log; when it begins, every page is made anew."""
    change = RuleChange(
        key=rule.key,
        value=str(rule.parsed(value)),
        reason=reason,
        by_id=by_id,
        decided_at=now(),
        starts_at=starts_at,
    )
    db.session.add(change)
    events.record(
        "house_rule.changed",
        change,
        actor_id=by_id,
        pages=(house_rules.PAGE, "site"),
        key=rule.key,
        value=change.value,
    )
    if starts_at > now():
        jobs.later("house_rule.begin", starts_at, change_id=change.id)
    return change
