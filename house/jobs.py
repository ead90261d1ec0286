"""The worker's part: pages that say a rule are made anew when the rule begins to hold."""

from __future__ import annotations

from core import events
from core.db import db
from core.house_rules import PAGE, RuleChange
from core.jobs import job


@job("house_rule.begin")
def begin(change_id: int) -> None:
    """A change that was announced holds from now on. The code has read the clock all along."""
    change = db.session.get_one(RuleChange, change_id)
    events.record("house_rule.began", change, actor_id=None, pages=(PAGE, "site"), key=change.key)
    events.commit()
