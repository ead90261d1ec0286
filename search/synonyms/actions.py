"""Changing the synonyms. Checks, changes, records; commits nothing."""

from __future__ import annotations

from accounts.access import Viewer
from accounts.rules import Power
from core import events
from core.clock import now
from core.db import db
from core.errors import Refused
from search.synonyms.lines import Line, why_not
from search.synonyms.models import SynonymChange
from search.synonyms.table import holding


def change(line: Line, *, holds: bool, reason: str, by: Viewer) -> SynonymChange:
    """Settle that a line holds, or no longer does. Raises Refused."""
    if not by.can(Power.EDIT_WIKI):
        raise Refused("Only editors can change what means the same.")
    if wrong := why_not(line):
        raise Refused(wrong)
    if not reason:
        raise Refused("Say why, for everyone to read.")
    if holds == (str(line) in map(str, holding())):
        raise Refused("This holds already." if holds else "This does not hold.")
    made = SynonymChange(line=str(line), holds=holds, reason=reason, by_id=by.id, at=now())
    db.session.add(made)
    events.record("synonym.added" if holds else "synonym.ended", made, actor_id=by.id)
    return made
