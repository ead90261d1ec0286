"""What the worker does for moderation: look for missing views, and end what has run out."""

from __future__ import annotations

from core import events
from core.clock import now
from core.jobs import every
from moderation.actions import detecting, judging, sharing


@every(seconds=600, name="moderation.sweep")
def sweep() -> None:
    """Look for views that are missing."""
    detecting.sweep(now())
    events.commit()


@every(seconds=300, name="moderation.lapse")
def lapse() -> None:
    """Put back what no second steward signed for; close prompts nobody answered."""
    judging.lapse_overdue(now())
    detecting.expire(now())
    events.commit()


@every(seconds=60, name="moderation.shares")
def share_out() -> None:
    """Set posts, people and ballots side by side where something has changed."""
    while sharing.follow() == sharing.AT_ONCE:
        pass
