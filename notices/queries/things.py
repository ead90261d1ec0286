"""What notices are about, as it stands now: hidden things are not among it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from core.db import db
from core.subjects import Subject, kinds

Named = tuple[str, int]  # kind and id of a subject


@dataclass(frozen=True, slots=True)
class Thing:
    """A subject that is not hidden."""

    heading: str
    url: str
    audience: str
    author_id: int | None
    where: str  # the thing it is part of, in words; its own heading if it is part of none


def things(named: Iterable[Named]) -> dict[Named, Thing]:
    """Those of these subjects that are not hidden. At most 3 statements for each kind."""
    ids: dict[str, set[int]] = defaultdict(set)
    for kind, id_ in named:
        ids[kind].add(id_)
    known = kinds()
    found: dict[Named, Thing] = {}
    for kind, some in sorted(ids.items()):
        if cls := known.get(kind):
            found |= _of_kind(cls, some)
    return found


def _of_kind(cls: type[Subject], ids: set[int]) -> dict[Named, Thing]:
    asked = sa.select(cls).where(cls.id.in_(sorted(ids)), cls.is_shown()).order_by(cls.id)
    subjects = db.session.scalars(asked).unique().all()
    wheres = cls.wheres(subjects) if subjects else {}
    return {
        (cls.kind, one.id): Thing(
            one.heading, one.url, one.audience, one.author_of, wheres.get(one.id) or one.heading
        )
        for one in subjects
    }
