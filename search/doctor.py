"""Is the index true? Compares it with the database, document by document."""

from dataclasses import dataclass

import sqlalchemy as sa

from core import subjects
from core.db import db
from core.events import Event
from search import documents, engine, indexer
from search.backend import Unavailable


@dataclass(frozen=True, slots=True)
class Report:
    """What does not agree. Keys are of the form "topic:12"."""

    readable: bool = True
    documents: int = 0
    missing: tuple[str, ...] = ()  # in the database only
    left_over: tuple[str, ...] = ()  # in the index only
    outdated: tuple[str, ...] = ()
    orphans: tuple[str, ...] = ()  # events about subjects that do not exist

    @property
    def drifted(self) -> tuple[str, ...]:
        """Every key that has to be read again."""
        return (*self.missing, *self.left_over, *self.outdated)

    @property
    def is_well(self) -> bool:
        return self.readable and not self.drifted and not self.orphans


def examine() -> Report:
    """Compare everything. Reads all texts: minutes for a hundred thousand documents."""
    orphans = tuple(_orphans())
    try:
        indexed = dict(engine.index().stamps())
    except Unavailable:
        return Report(readable=False, orphans=orphans)
    stored = {document.key: document.stamp for document in documents.all_documents()}
    return Report(
        documents=len(indexed),
        missing=tuple(sorted(stored.keys() - indexed.keys())),
        left_over=tuple(sorted(indexed.keys() - stored.keys())),
        outdated=tuple(sorted(k for k, s in indexed.items() if stored.get(k, s) != s)),
        orphans=orphans,
    )


def mend(report: Report) -> None:
    """Read again what has drifted on this machine. Raises Busy while another process writes."""
    indexer.again(sorted(report.drifted))


def _orphans() -> list[str]:
    """Subjects that events speak of and that do not exist. 1 statement for each kind."""
    lost: list[str] = []
    for kind, cls in sorted(subjects.kinds().items()):
        told = (
            sa.select(Event.subject_id)
            .where(Event.subject_kind == kind, ~sa.exists().where(cls.id == Event.subject_id))
            .distinct()
            .order_by(Event.subject_id)
        )
        lost += [f"{kind}:{id_}" for id_ in db.session.scalars(told)]
    return lost
