"""Which events watchers are told of, and noting with each event in what it happened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from core import events
from core.db import Model, db
from core.events import Event
from core.subjects import Subject
from notices.models import Happening

Within = Callable[[Any], Iterable[tuple[str, int]]]

_words: dict[str, str] = {}
_within: dict[str, Within] = {}
TABLE = Model.metadata.tables[Happening.__tablename__]
_NOTE = sa.insert(TABLE)


def itself_and_its_clp(subject: Subject) -> Iterable[tuple[str, int]]:
    """Where something happens unless its package says otherwise."""
    yield subject.kind, subject.id
    if subject.clp_of is not None and subject.kind != "clp":
        yield "clp", subject.clp_of


def tells(words: Mapping[str, str], within: Within = itself_and_its_clp) -> None:
    """Let watchers be told of events of these names, in these words.

    `within(subject)` names what it happens in, by kind and id: who watches one of those is told.
    """
    _words.update(words)
    _within.update(dict.fromkeys(words, within))


def told() -> Mapping[str, str]:
    """What watchers are told of: the words for each name of an event."""
    return _words


@events.along
def note(event: Event, subject: Subject) -> None:
    """Note with an event in what it happened. 1 statement, none when nobody could be told."""
    where = _within.get(event.name)
    named = sorted(set(where(subject))) if where else []
    if named:
        db.session.flush()
        rows = [
            {"subject_kind": kind, "subject_id": id_, "event_id": event.id, "is_own": True}
            for kind, id_ in named
        ]
        db.session.execute(_NOTE, rows)
