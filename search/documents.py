"""Subjects as documents: what the index holds, read from the database."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from core.db import db, reading
from core.subjects import Subject
from search.backend import Document
from search.kinds import UNTITLED, searched

AT_ONCE = 500


@contextmanager
def snapshot() -> Iterator[None]:
    """Read in a transaction of its own that holds up no writer, and leave the session empty.

    What was read stays as it was; nothing may be waiting to be committed.
    """
    with reading():
        try:
            yield
        finally:
            db.session.expunge_all()
            db.session.rollback()


def load(kind: str, ids: Iterable[int]) -> list[Subject]:
    """The subjects of one kind with these ids, hidden ones too, as they are now. 1 statement."""
    cls = searched().get(kind)
    if cls is None:
        return []
    wanted = sa.select(cls).where(cls.id.in_(sorted(ids)))
    return list(db.session.scalars(wanted, execution_options={"populate_existing": True}))


def shown(kind: str, ids: Iterable[int]) -> list[Subject]:
    """Those of these subjects that are hidden neither by themselves nor within another."""
    found = [subject for subject in load(kind, ids) if subject.hidden_at is None]
    within = type(found[0]).hidden_within([subject.id for subject in found]) if found else set()
    return [subject for subject in found if subject.id not in within]


def document_of(subject: Subject) -> Document:
    """What the index shall hold of it."""
    title = "" if subject.kind in UNTITLED else subject.heading
    return Document(subject.kind, subject.id, title, subject.body, subject.audience)


def documents_of(kind: str, ids: Iterable[int]) -> list[Document]:
    """The documents of these ids; hidden and unknown ones are left out."""
    return [document_of(subject) for subject in shown(kind, ids)]


def all_documents() -> Iterator[Document]:
    """Every document, by kind and id. Each page of them is read in a transaction of its own."""
    for kind, cls in searched().items():
        last = 0
        while ids := _next_ids(cls, last):
            yield from _read(kind, ids)
            last = ids[-1]


def count() -> int:
    """How many subjects there are, hidden ones too."""
    kinds = searched().values()
    return sum(db.session.scalar(sa.select(sa.func.count(cls.id))) or 0 for cls in kinds)


def _next_ids(cls: type[Subject], last: int) -> list[int]:
    with snapshot():
        wanted = sa.select(cls.id).where(cls.id > last).order_by(cls.id).limit(AT_ONCE)
        return list(db.session.scalars(wanted))


def _read(kind: str, ids: list[int]) -> list[Document]:
    with snapshot():
        return documents_of(kind, ids)
