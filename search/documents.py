"""Subjects as documents: what the index holds, read from the database."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import defer

from accounts.models import Clp
from core.db import db, reading
from core.subjects import Subject
from search.backend import Document
from search.kinds import UNTITLED, searched

AT_ONCE = 500
_IDS: sa.BindParameter[list[int]] = sa.bindparam("ids", expanding=True)
_REGIONS = sa.select(Clp.id, Clp.region_id).where(Clp.id.in_(_IDS))


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


def shown(kind: str, ids: Iterable[int], *, whole: bool = False) -> list[Subject]:
    """Those of these subjects that are shown, as they are now. 1 statement.

    Their long texts are read with them only if `whole`, else when they are asked for.
    """
    cls = searched().get(kind)
    wanted = sorted(ids)
    if cls is None or not wanted:
        return []
    fresh = {"populate_existing": True}
    return list(db.session.scalars(_these(cls, whole), {"ids": wanted}, execution_options=fresh))


def document_of(subject: Subject, regions: Mapping[int, int]) -> Document:
    """What the index shall hold of it; `regions` has that of each CLP."""
    return Document(
        kind=subject.kind,
        id=subject.id,
        title="" if subject.kind in UNTITLED else subject.heading,
        text=subject.body,
        readers=subject.audience,
        topic=subject.topic_of or 0,
        clp=subject.clp_of or 0,
        region=subject.region_of or regions.get(subject.clp_of or 0, 0),
        author=subject.author_named or 0,
        position=subject.position_of or "",
        at=subject.dated,
    )


def documents_of(kind: str, ids: Iterable[int]) -> list[Document]:
    """The documents of these ids; hidden and unknown ones are left out."""
    subjects = shown(kind, ids, whole=True)
    clps = {subject.clp_of or 0 for subject in subjects}
    regions = dict(db.session.execute(_REGIONS, {"ids": sorted(clps)}).all()) if clps else {}
    return [document_of(subject, regions) for subject in subjects]


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


@cache
def _these(cls: type[Subject], whole: bool) -> sa.Select[Subject]:  # noqa: FBT001
    wanted = sa.select(cls).where(cls.id.in_(_IDS), cls.is_shown())
    if whole:
        return wanted
    heavy = [name for name in ("text", "html") if name in sa.inspect(cls).columns]
    return wanted.options(*(defer(getattr(cls, name)) for name in heavy))
