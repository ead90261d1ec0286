"""Storing what an import holds, some lines at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice

from sqlalchemy.exc import DBAPIError

from core import events
from core.db import db
from core.errors import Refused
from deliberation.importing.items import (
    ANYWHERE,
    EndorsementItem,
    Line,
    Place,
    PostItem,
    Report,
    WeighingItem,
)
from deliberation.importing.known import Known
from deliberation.importing.people import People
from deliberation.importing.places import Places
from deliberation.importing.writing import Writing

AT_ONCE = 200  # lines of one transaction
Progress = Callable[[Iterable[Line]], Iterable[Line]]


def bring_in(
    lines: Iterable[Line],
    source: str,
    *,
    place: Place = ANYWHERE,
    suffix: str = "",
    progress: Progress = lambda lines: lines,
) -> Report:
    """Bring in what is not there yet. Commits as it goes; stopped by Ctrl-C, the report says so.

    `source` names the import: what came in from it once is known again. `suffix` is added to the
    name of whoever has no number. Raises Refused when the lines or the place cannot be read at all.
    """
    report = Report()
    store = _Store(source, place, suffix, report)
    try:
        waiting = iter(progress(lines))
        while batch := list(islice(waiting, AT_ONCE)):
            store.take(batch)
    except KeyboardInterrupt:
        db.session.rollback()
        report.stopped = True
    return report


class _Store:
    def __init__(self, source: str, place: Place, suffix: str, report: Report) -> None:
        self._source = source
        self._suffix = suffix
        self._report = report
        self._places = Places(place)

    def take(self, batch: list[Line]) -> None:
        """Store the lines and commit; if the database refuses them, each for itself."""
        try:
            self._land(batch)
        except DBAPIError:
            db.session.rollback()
            for line in batch:
                self._alone(line)

    def _alone(self, line: Line) -> None:
        try:
            self._land([line])
        except DBAPIError:
            db.session.rollback()
            self._report.refuse(line.name, "cannot be stored")

    def _land(self, batch: list[Line]) -> None:
        """One transaction; the report is told after it."""
        told = Report()
        items = [line.item for line in batch if line.item is not None]
        known = Known(self._source, items)
        people = People(self._source, items, known, self._places.clp_id, self._suffix)
        writing = Writing(self._source, known, people, self._places)
        for line in batch:
            try:
                self._prepare(line, writing, told)
            except Refused as refused:
                told.refuse(line.name, refused.sentence)
        writing.write()
        events.commit()
        db.session.expunge_all()  # a long import holds no more in memory than a short one
        self._tell(told, writing, people)

    def _prepare(self, line: Line, writing: Writing, told: Report) -> None:
        if line.note:
            told.notes.append(line.note)
            return
        if line.item is None:
            raise Refused(line.refused)
        if isinstance(line.item, PostItem):
            added = writing.post(line.item)
        elif isinstance(line.item, EndorsementItem):
            added = writing.endorse(line.item)
        elif isinstance(line.item, WeighingItem):
            added = writing.weigh(line.item)
        else:
            added = writing.thread(line.item)
        told.same += not added

    def _tell(self, told: Report, writing: Writing, people: People) -> None:
        self._report.same += told.same + writing.there_before
        self._report.added += writing.added
        self._report.added["people"] += people.added
        self._report.notes += told.notes
        for line, why in told.refused:
            self._report.refuse(line, why)
