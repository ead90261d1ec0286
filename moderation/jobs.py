"""What the worker does for moderation: look for missing views, and end what has run out."""

from __future__ import annotations

import logging

from core import events
from core.clock import now
from core.jobs import every
from moderation.about import counting
from moderation.actions import (
    chain,
    detecting,
    judging,
    neutrality,
    panels,
    pool,
    retention,
    safety,
    sharing,
)

_log = logging.getLogger(__name__)


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


@every(seconds=3600, name="moderation.neutrality")
def audit_neutrality() -> None:
    """Count what was hidden by position when a quarter has ended, and anew after an appeal."""
    neutrality.settle(now())
    events.commit()


@every(seconds=60, name="moderation.shares")
def share_out() -> None:
    """Set posts, people and ballots side by side where something has changed."""
    while sharing.follow() == sharing.AT_ONCE:
        pass


@every(seconds=3600, name="moderation.log")
def close_days() -> None:
    """Give each day of the log that is over its fingerprint."""
    chain.close_days(now())
    events.commit()


@every(seconds=600, name="moderation.lots")
def lots() -> None:
    """Draw who decides what its own stewards cannot; see to the panels of appeals."""
    pool.relieve(now())
    panels.see_to_all(now())
    events.commit()


@every(seconds=86_400, name="moderation.retention")
def destroy_evidence() -> None:
    """Destroy evidence whose time is over, and say how much; end what is about nothing any more."""
    safety.void_what_is_gone()
    while count := retention.destroy_what_is_due(now()):
        events.commit()
        _log.info("Destroyed the evidence of %d cases: its time was over.", count)
    events.commit()


@every(seconds=3600, name="moderation.heard")
def count_who_is_heard() -> None:
    """Once a month, say in a few words which self-described groups are heard in each CLP."""
    counting.count_month()
