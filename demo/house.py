"""A house rule that was tried and taken back, one that is announced, and a discussion summed up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import sqlalchemy as sa

from core import events, house_rules
from core.clock import freeze, now
from core.db import db
from core.house_rules import RuleChange
from deliberation.actions.summaries import say_what_is_missing, summarise
from deliberation.models import Summary
from demo import people, threads
from house.actions import record_change

SUMMED_UP = "Would free buses under 25 have changed your life?"
# Rule, value, decided how many days ago, in force how many days after that, why.
CHANGES = (
    ("report.most_a_day", "20", 160, 7, "Stewards asked for more eyes before the conference."),
    ("report.most_a_day", "10", 90, 7, "Half of what came in was one quarrel, reported in turns."),
    ("post.edit_hours", "48", 2, 14, "Members at a conference came home to find the day over."),
)


def make() -> Iterator[str]:
    """Make both, each in one transaction, unless they are there."""
    if not db.session.scalar(sa.select(sa.exists().where(RuleChange.id.is_not(None)))):
        _change_rules()
        events.commit()
        yield f"House rules: {len(CHANGES)} changes, the last of them announced"
    if not db.session.scalar(sa.select(sa.exists().where(Summary.id.is_not(None)))):
        _sum_up()
        events.commit()
        yield "Summaries: one discussion in two versions, and what a member says it misses"


def _change_rules() -> None:
    hari = people.as_viewer("hari").id
    for key, value, ago, notice, why in CHANGES:
        rule = house_rules.find(key)
        assert rule is not None  # noqa: S101 — declared by the packages
        with freeze(now() - timedelta(days=ago)):
            starts_at = now() + timedelta(days=notice)
            record_change(rule, value, reason=why, starts_at=starts_at, by_id=hari)


def _sum_up() -> None:
    thread = threads.thread_of(SUMMED_UP)
    chen, ada = people.as_viewer("chen"), people.as_viewer("ada")
    with freeze(thread.started_at + timedelta(days=2)):
        summarise(
            thread,
            "Most who write say that the fare decided it: a course, a job interview or a team "
            "that they did not get to. Nobody has spoken against.",
            covers=12,
            by=chen,
        )
    with freeze(thread.started_at + timedelta(days=4)):
        summarise(
            thread,
            "Most who write say that the fare decided it: a course, a job interview or a team "
            "that they did not get to. Nobody has spoken against; one would like to know "
            "**where the buses come from**. Whether it holds on trams is open.",
            covers=15,
            begun_from=1,
            why="The question of buses, and of trams",
            by=chen,
        )
    with freeze(thread.started_at + timedelta(days=5)):
        say_what_is_missing(
            thread, "that in one region trams and buses have one ticket (post 12)", by=ada
        )
