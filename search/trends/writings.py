"""What people wrote in a quarter, person by person: what is counted, and nothing else."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from accounts.models import Member
from core.db import db
from core.subjects import PUBLIC, Subject
from search import documents
from search.analysis import WORD
from search.kinds import UNTITLED, searched
from search.trends.places import Map
from search.trends.quarters import Quarter

# What a person says for themselves; announcements and calendars speak for a CLP.
KINDS = ("thread", "post", "argument", "own_words", "proposal", "suggestion")
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Writing:
    """One text of one person, and where it stands."""

    author: int
    places: frozenset[str]
    text: str


def by_people(quarter: Quarter, where: Map) -> Iterator[tuple[int, list[Writing]]]:
    """For each person their public texts of the quarter that are shown; ids in order.

    One person's texts and a page of each kind are in memory at a time. Reads page by page, each
    in a transaction of its own.
    """
    kinds = [_of_kind(cls, quarter, where) for cls in _kinds()]
    merged = heapq.merge(*kinds, key=lambda writing: writing.author)
    for author, writings in groupby(merged, key=lambda writing: writing.author):
        yield author, list(writings)


def first_quarter() -> Quarter | None:
    """The one of the oldest text; None when nobody has written. One statement a kind."""
    oldest = [db.session.scalar(sa.select(sa.func.min(_date(cls)))) for cls in _kinds()]
    moments = [moment for moment in oldest if moment is not None]
    return Quarter.of(min(moments)) if moments else None


def name_parts() -> set[str]:
    """The words of all members' names, small letters."""
    names = db.session.scalars(sa.select(Member.name).execution_options(yield_per=5_000))
    return {part.lower() for name in names for part in WORD.findall(name)}


def _kinds() -> list[type[Subject]]:
    there = searched()
    return [there[kind] for kind in KINDS if kind in there]


def _date(cls: type[Subject]) -> Any:
    return getattr(cls, cls.date_column)


def _of_kind(cls: type[Subject], quarter: Quarter, where: Map) -> Iterator[Writing]:
    author: Any = cls.author_id  # type: ignore[attr-defined]
    date = _date(cls)
    last = (0, 0)
    while True:
        page = (
            sa.select(cls.id, author)
            .where(
                date >= quarter.start,
                date < quarter.end,
                sa.or_(author > last[0], sa.and_(author == last[0], cls.id > last[1])),
            )
            .order_by(author, cls.id)
            .limit(AT_ONCE)
        )
        with documents.snapshot():
            rows = db.session.execute(page).all()
            shown = {
                one.id: one
                for one in documents.shown(cls.kind, [row[0] for row in rows], whole=True)
            }
            found = [_writing(shown[id_], by, where) for id_, by in rows if id_ in shown]
        yield from (one for one in found if one is not None)
        if len(rows) < AT_ONCE:
            return
        last = (rows[-1][1], rows[-1][0])


def _writing(subject: Subject, author: int, where: Map) -> Writing | None:
    if subject.audience != PUBLIC:
        return None
    title = "" if subject.kind in UNTITLED else f"{subject.heading}. "
    return Writing(author, frozenset(where.places_of(subject)), f"{title}{subject.body}")
