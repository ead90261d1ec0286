"""Saving what an editor typed, also when somebody else has saved meanwhile. Nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from accounts.access import Viewer
from core.db import db
from core.errors import Refused
from core.merging import Conflict, Merged, merge
from wiki import rules
from wiki.actions.texts import allow_edit, edit, words_of
from wiki.models import Revision, Sayable
from wiki.queries.history import words_at


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of it: its revision (None: nothing was different), and whether it was merged."""

    revision: Revision | None
    merged: bool


class Clashing(Refused):
    """Two editors changed the same lines. `merged` holds all versions, by column."""

    def __init__(self, merged: Mapping[str, Merged]) -> None:
        super().__init__(rules.CLASH)
        self.merged = {name: one for name, one in merged.items() if not one.is_clean}
        self.words = {name: _settled(one) for name, one in merged.items()}


def save(
    subject: Sayable, words: Mapping[str, str], *, by: Viewer, base: int, why: str = ""
) -> Saved:
    """Save the words; what others saved since revision `base` is kept beside them.

    Raises Clashing when both changed the same lines, and Refused.
    """
    allow_edit(by)
    db.session.refresh(subject, with_for_update=True)
    if base == subject.revision:
        return Saved(edit(subject, words, by=by, base=base, why=why), merged=False)
    merged = _merged(subject, words, base)
    if not all(one.is_clean for one in merged.values()):
        raise Clashing(merged)
    together = {name: one.text for name, one in merged.items()}
    return Saved(edit(subject, together, by=by, base=subject.revision, why=why), merged=True)


def _merged(subject: Sayable, words: Mapping[str, str], base: int) -> dict[str, Merged]:
    then = words_at(subject.kind, subject.id, base).get(base, {})
    now = words_of(subject)
    return {name: merge(then.get(name, ""), now[name], typed) for name, typed in words.items()}


def _settled(merged: Merged) -> str:
    """The text with the writer's own words wherever both changed the same lines."""
    parts = [one.suggested if isinstance(one, Conflict) else one for one in merged.pieces]
    return "\n".join(
        part
        for part, one in zip(parts, merged.pieces, strict=True)
        if part or not isinstance(one, Conflict)
    )
