"""Rewordings that nobody but their editor has looked at yet, and those somebody objected to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from accounts.models import Member
from core.db import db
from wiki.models import Argument, Option, Revision, Rewording, Topic

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class RewordingShown:
    """One revision of a view, and the words before it."""

    id: int  # of the revision
    heading: str
    view_url: str
    author_id: int | None  # of the view
    by_id: int
    by: str
    at: datetime
    why: str
    before: dict[str, str]
    after: dict[str, str]
    is_newest: bool
    objection: str


_before, _around = sa.orm.aliased(Revision), sa.orm.aliased(Option)
_revised = sa.func.coalesce(Option.revision, Argument.revision)
_LINES = (
    sa.select(
        Rewording.revision_id,
        Rewording.by_id,
        Rewording.at,
        Rewording.objection,
        Revision.subject_kind,
        Revision.subject_id,
        Revision.number,
        Revision.words,
        Revision.why,
        _before.words.label("before"),
        Member.name,
        _revised.label("newest"),
        sa.func.coalesce(Option.author_id, Argument.author_id).label("author_id"),
    )
    .join(Revision, Revision.id == Rewording.revision_id)
    .join(
        _before,
        sa.and_(
            _before.subject_kind == Revision.subject_kind,
            _before.subject_id == Revision.subject_id,
            _before.number == Revision.number - 1,
        ),
    )
    .join(Member, Member.id == Rewording.by_id)
    .outerjoin(Option, sa.and_(Revision.subject_kind == "option", Option.id == Revision.subject_id))
    .outerjoin(
        Argument, sa.and_(Revision.subject_kind == "argument", Argument.id == Revision.subject_id)
    )
    .outerjoin(_around, _around.id == Argument.option_id)
    .join(Topic, Topic.id == Revision.topic_id)
    .where(
        sa.func.coalesce(
            Option.hidden_at, Argument.hidden_at, _around.hidden_at, Topic.hidden_at
        ).is_(None)
    )
    .limit(PER_PAGE)
    .offset(sa.bindparam("skip"))
)
_UNSEEN = _LINES.where(Rewording.seen_at.is_(None)).order_by(Rewording.at, Rewording.revision_id)
_OBJECTED = _LINES.where(Rewording.objection.is_not(None)).order_by(
    Rewording.at.desc(), Rewording.revision_id.desc()
)
_COUNTS = {
    False: sa.select(sa.func.count()).where(Rewording.seen_at.is_(None)),
    True: sa.select(sa.func.count()).where(Rewording.objection.is_not(None)),
}


def rewordings(*, objected: bool = False, page: int = 1) -> tuple[list[RewordingShown], int]:
    """One page of those not yet looked at, longest first; or of those put back. 2 statements."""
    statement = _OBJECTED if objected else _UNSEEN
    rows = db.session.execute(statement, {"skip": (page - 1) * PER_PAGE})
    found = [
        RewordingShown(
            id=row.revision_id,
            heading=row.words.get("title") or row.words.get("claim", ""),
            view_url=f"/{row.subject_kind}s/{row.subject_id}",
            author_id=row.author_id,
            by_id=row.by_id,
            by=row.name,
            at=row.at,
            why=row.why,
            before=row.before,
            after=row.words,
            is_newest=row.newest == row.number,
            objection=row.objection or "",
        )
        for row in rows
    ]
    return found, db.session.scalar(_COUNTS[objected]) or 0
