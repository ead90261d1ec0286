"""What a redaction puts aside, row by row, and how it is put back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from accounts.access import Viewer
from core import events
from core.clock import now
from core.dates import day
from core.db import db
from wiki.actions.removal_facts import View
from wiki.actions.texts import WORDS, write
from wiki.models import Remark, Removal, Revision, Suggestion, Withheld
from wiki.rules.removals import RemovalReason

OF_SUGGESTION = ("title", "text", "words", "html", "sources", "reason")
IN_PLACE = "Redacted"


def release(removal: Removal, view: View) -> None:
    """Put every withheld word back; into the view too, unless clean words stand there now."""
    for kept in db.session.scalars(sa.select(Withheld).where(Withheld.removal_id == removal.id)):
        row: Any = db.session.get_one(_ROWS[kept.row_kind], kept.row_id)
        if isinstance(row, Suggestion | Remark):
            for name, value in kept.words.items():
                setattr(row, name, value)
            if isinstance(row, Suggestion):
                events.record("suggestion.unredacted", row, actor_id=None)
        else:
            row.words = kept.words
    db.session.flush()
    if view.revision == (removal.replaced or 0) + 1:
        write(view, _newest_words(view, removal.replaced), by=Viewer(), why="Redaction undone")


_ROWS: dict[str, type[Revision | Suggestion | Remark | Removal]] = {
    "revision": Revision,
    "remark": Remark,
    "suggestion": Suggestion,
    "removal": Removal,
}


def withhold(made: Removal, view: View) -> None:
    """Put aside the words of each row that tells what the view says or said."""
    events.record(f"{view.kind}.redacted", view, actor_id=None)
    instead = in_place(made, view)
    for revision in db.session.scalars(
        sa.select(Revision).where(
            Revision.subject_kind == view.kind, Revision.subject_id == view.id
        )
    ):
        _keep(made, "revision", revision.id, revision.words)
        revision.words = instead
    for suggestion in _suggestions_of(view):
        held = {name: getattr(suggestion, name) for name in OF_SUGGESTION}
        _keep(made, "suggestion", suggestion.id, held)
        for name in OF_SUGGESTION:
            setattr(suggestion, name, {} if name == "words" else "")
        suggestion.title = IN_PLACE
        events.record("suggestion.redacted", suggestion, actor_id=None)
        for remark in db.session.scalars(
            sa.select(Remark).where(Remark.suggestion_id == suggestion.id)
        ):
            _keep(made, "remark", remark.id, {"text": remark.text})
            remark.text = IN_PLACE
    for other in db.session.scalars(
        sa.select(Removal).where(
            Removal.subject_kind == view.kind,
            Removal.subject_id == view.id,
            Removal.id != made.id,
        )
    ):
        if other.words:
            _keep(made, "removal", other.id, other.words)
            other.words = instead


def _suggestions_of(view: View) -> Iterator[Suggestion]:
    """Suggestions that became the view, or are about its wording."""
    about = Suggestion.option_id if view.kind == "option" else Suggestion.argument_id
    became = sa.and_(Suggestion.became_kind == view.kind, Suggestion.became_id == view.id)
    wording = sa.and_(about == view.id, Suggestion.asks_for == "wording")
    yield from db.session.scalars(sa.select(Suggestion).where(sa.or_(became, wording)))


def _keep(made: Removal, kind: str, row_id: int, words: dict[str, Any]) -> None:
    db.session.add(Withheld(removal_id=made.id, row_kind=kind, row_id=row_id, words=words))


def in_place(made: Removal, view: View) -> dict[str, str]:
    """The words that stand where the withheld ones stood."""
    reason = RemovalReason(made.reason).words
    sentence = f"{IN_PLACE} on {day(now())}: {reason}. [Who decided, and why](/removals/{made.id})"
    empty = dict.fromkeys(WORDS[view.kind], "")
    return {**empty, WORDS[view.kind][0]: f"{IN_PLACE} {view.kind}", "text": sentence}


def _newest_words(view: View, number: int | None) -> dict[str, str]:
    found = sa.select(Revision.words).where(
        Revision.subject_kind == view.kind,
        Revision.subject_id == view.id,
        Revision.number == number,
    )
    return dict(db.session.scalars(found).one())
