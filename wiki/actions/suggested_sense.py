"""Suggested words that two editors agreed on, because they change the sense, are taken in."""

from __future__ import annotations

import sqlalchemy as sa

from accounts.access import Viewer
from core.db import db
from wiki.actions import telling
from wiki.actions.deciding import decide
from wiki.actions.removal_facts import view_of
from wiki.models import Removal, Suggestion
from wiki.rules import WAITING, State
from wiki.rules.removals import OPEN


def open_removal(suggestion: Suggestion) -> Removal | None:
    """The removal by which it would be taken in, while that is open. 1 statement."""
    found = sa.select(Removal).where(
        Removal.suggestion_id == suggestion.id, Removal.state.in_(sorted(OPEN))
    )
    return db.session.scalar(found.limit(1))


def take_in_with(removal: Removal) -> None:
    """The removal has taken effect: the member's point is included, and they are told."""
    if removal.suggestion_id is None:
        return
    suggestion = db.session.get_one(Suggestion, removal.suggestion_id)
    if suggestion.state not in WAITING:
        return
    view = view_of(removal)
    suggestion.became_kind, suggestion.became_id = view.kind, view.id
    decide(suggestion, State.ACCEPTED, "", by=Viewer(id=removal.first_id))
    telling.told_taken_in(suggestion, view)
