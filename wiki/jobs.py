"""What the worker does for the wiki by itself."""

from __future__ import annotations

from core import events
from core.clock import now, today
from core.jobs import every
from wiki import actions, queries
from wiki.actions import removals, telling


@every(seconds=600, name="wiki.removals")
def take_effect() -> None:
    """Bring about the removals whose wait is over."""
    removals.take_effect(now())
    events.commit()


@every(seconds=86_400, name="wiki.drafts")
def drop_old_drafts() -> None:
    """Forget drafts that nobody has touched for 90 days."""
    actions.drop_old_drafts(now())
    events.commit()


@every(seconds=3_600, name="wiki.care")
def look_after() -> None:
    """Mail those who look after topics that are due to be read; end protections that are over."""
    actions.remind(now())
    actions.end_protections(today())
    events.commit()


@every(seconds=86_400, name="wiki.overdue")
def remind_editors() -> None:
    """Once a day: tell every editor which suggestions have waited too long."""
    telling.told_overdue(queries.overdue(), queries.whom_to_remind())
    events.commit()
