"""What a topic, option or argument said before, and who changed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from accounts.models import Member
from core.db import db
from wiki.models import Argument, Option, Revision

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class RevisionShown:
    """One line of a history."""

    kind: str
    subject_id: int
    number: int
    heading: str
    at: datetime
    by: str
    why: str
    suggestion_id: int | None

    @property
    def history_url(self) -> str:
        """The comparison of this revision with the one before."""
        before = max(self.number - 1, 1)
        return f"/{self.kind}s/{self.subject_id}/history?from={before}&to={self.number}"


_LINES = (
    sa.select(
        Revision.subject_kind,
        Revision.subject_id,
        Revision.number,
        Revision.words,
        Revision.at,
        Revision.why,
        Revision.suggestion_id,
        Member.name,
    )
    .outerjoin(Member, Member.id == Revision.by_id)
    .limit(MOST_SHOWN)
)
_OWN = _LINES.where(
    Revision.subject_kind == sa.bindparam("kind"),
    Revision.subject_id == sa.bindparam("subject_id"),
).order_by(Revision.number.desc())
_hidden = sa.union_all(
    *(
        sa.select(sa.literal(kind.kind).label("kind"), kind.id).where(kind.hidden_at.is_not(None))
        for kind in (Option, Argument)
    )
).subquery()
_BELOW = (
    _LINES.where(
        Revision.topic_id == sa.bindparam("topic_id"),
        Revision.subject_kind != "topic",
        ~sa.exists().where(
            _hidden.c.kind == Revision.subject_kind, _hidden.c.id == Revision.subject_id
        ),
    )
    .order_by(Revision.at.desc(), Revision.id.desc())
    .limit(50)
)
_WORDS = sa.select(Revision.number, Revision.words).where(
    Revision.subject_kind == sa.bindparam("kind"),
    Revision.subject_id == sa.bindparam("subject_id"),
    Revision.number.in_(sa.bindparam("numbers", expanding=True)),
)


def history(kind: str, subject_id: int) -> list[RevisionShown]:
    """The newest 200 revisions of one subject, newest first. 1 statement."""
    return _shown(_OWN, kind=kind, subject_id=subject_id)


def history_below(topic_id: int) -> list[RevisionShown]:
    """The newest 50 changes to a topic's options and arguments. 1 statement."""
    return _shown(_BELOW, topic_id=topic_id)


def _shown(statement: sa.Select[Any], **asked: object) -> list[RevisionShown]:
    return [
        RevisionShown(
            kind=row.subject_kind,
            subject_id=row.subject_id,
            number=row.number,
            heading=row.words.get("title") or row.words.get("claim", ""),
            at=row.at,
            by=row.name or "the editors",
            why=row.why,
            suggestion_id=row.suggestion_id,
        )
        for row in db.session.execute(statement, asked)
    ]


def words_at(kind: str, subject_id: int, *numbers: int) -> dict[int, dict[str, str]]:
    """What the subject said at these revisions, by number, if known. 1 statement."""
    asked = {"kind": kind, "subject_id": subject_id, "numbers": numbers}
    return {row.number: row.words for row in db.session.execute(_WORDS, asked)}
