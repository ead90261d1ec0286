"""Each act about a removal: the row locked first, a line of the public log last."""

from __future__ import annotations

from core import events
from core.clock import now
from core.db import db
from core.errors import Refused
from wiki.actions import removal_facts as facts
from wiki.models import Removal, RemovalStep
from wiki.rules.removals import Step

PAGES = ("removals", "archived")


def lock(removal: Removal) -> None:
    """Read it anew; until this transaction ends nobody else decides about it."""
    db.session.refresh(removal, with_for_update=True)


def note(removal: Removal, step: Step, by_id: int | None, words: str) -> None:
    """Add a line to the public log, and an event on the view."""
    line = RemovalStep(
        removal_id=removal.id, step=step.value, at=now(), by_id=by_id, words=words.strip()
    )
    db.session.add(line)
    view = facts.view_of(removal)
    events.record(
        f"removal.{step}",
        view,
        actor_id=by_id,
        pages=[*PAGES, f"removal:{removal.id}", f"argument:{view.id}"],
        removal=removal.id,
        act=removal.act,
    )


def refuse_if(reason: str | None) -> None:
    """Raise Refused with this reason, if there is one."""
    if reason:
        raise Refused(reason)


def need(words: str) -> None:
    """Raise Refused when a reason in words is missing."""
    refuse_if(None if words.strip() else "Say in your own words why. Everybody can read it.")
