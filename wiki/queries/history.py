"""What a topic, option or argument said before, and who changed it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from accounts.models import Member
from core.db import db
from wiki.models import Argument, Option, OwnWords, Revision, Suggestion

PER_PAGE = 100  # revisions on one page of a history
MOST_READ = 300  # revisions read to tell who wrote what; older ones count as the first of them
A_FEW = 20  # texts held in memory at once


@dataclass(frozen=True, slots=True)
class RevisionShown:
    """One line of a history."""

    kind: str
    subject_id: int
    number: int
    heading: str
    at: datetime
    by: str  # who saved it
    credit: str  # the member whose suggestion it was, “a member” if they asked so; "" if nobody's
    why: str
    suggestion_id: int | None

    @property
    def url(self) -> str:
        """The permanent address of the words as they were."""
        return f"/{self.kind}s/{self.subject_id}/history/{self.number}"

    @property
    def history_url(self) -> str:
        """The comparison of this revision with the one before."""
        if self.number == 1:
            return self.url
        return f"/{self.kind}s/{self.subject_id}/history?from={self.number - 1}&to={self.number}"

    @property
    def who(self) -> str:
        """Whose words they are: “Ada Okafor, taken in by Dilys Morgan”."""
        return f"{self.credit}, taken in by {self.by}" if self.credit else self.by


_author = sa.orm.aliased(Member)
LINES = (
    sa.select(
        Revision.id,
        Revision.topic_id,
        Revision.subject_kind,
        Revision.subject_id,
        Revision.number,
        Revision.words,
        Revision.at,
        Revision.why,
        Revision.suggestion_id,
        Member.name,
        Suggestion.named,
        _author.name.label("author"),
    )
    .outerjoin(Member, Member.id == Revision.by_id)
    .outerjoin(Suggestion, Suggestion.id == Revision.suggestion_id)
    .outerjoin(_author, _author.id == Suggestion.author_id)
    # Own words have pages of their own, which know whether their author wants to be named.
    .where(Revision.subject_kind != OwnWords.kind)  # not “in”: the index of times serves the order
)
_of_subject = sa.and_(
    Revision.subject_kind == sa.bindparam("kind"),
    Revision.subject_id == sa.bindparam("subject_id"),
)
_OWN = (
    LINES.where(_of_subject)
    .order_by(Revision.number.desc())
    .limit(PER_PAGE)
    .offset(sa.bindparam("skip"))
)
_ONE = LINES.where(_of_subject, Revision.number == sa.bindparam("number"))
_SOME = LINES.where(_of_subject, Revision.number.in_(sa.bindparam("numbers", expanding=True)))
_hidden = sa.union_all(
    sa.select(sa.literal("option").label("kind"), Option.id).where(Option.hidden_at.is_not(None)),
    sa.select(sa.literal("argument"), Argument.id)
    .join(Option, Option.id == Argument.option_id)
    .where(sa.or_(Argument.hidden_at.is_not(None), Option.hidden_at.is_not(None))),
).subquery()
VIEW_IS_SHOWN = ~sa.exists().where(
    _hidden.c.kind == Revision.subject_kind, _hidden.c.id == Revision.subject_id
)
_BELOW = (
    LINES.where(
        Revision.topic_id == sa.bindparam("topic_id"),
        Revision.subject_kind != "topic",
        VIEW_IS_SHOWN,
    )
    .order_by(Revision.at.desc(), Revision.id.desc())
    .limit(50)
)
_WORDS = sa.select(Revision.number, Revision.words).where(
    _of_subject, Revision.number.in_(sa.bindparam("numbers", expanding=True))
)
_ALL_WORDS = (
    sa.select(Revision.number, Revision.words)
    .where(_of_subject, Revision.number > sa.bindparam("after"))
    .order_by(Revision.number)
    .execution_options(yield_per=A_FEW)
)


def history(kind: str, subject_id: int, *, page: int = 1) -> list[RevisionShown]:
    """A hundred revisions of one subject, newest first. 1 statement."""
    return _shown(_OWN, kind=kind, subject_id=subject_id, skip=(page - 1) * PER_PAGE)


def history_below(topic_id: int) -> list[RevisionShown]:
    """The newest 50 changes to a topic's options and arguments. 1 statement."""
    return _shown(_BELOW, topic_id=topic_id)


def revision_of(
    kind: str, subject_id: int, number: int
) -> tuple[RevisionShown, dict[str, str]] | None:
    """One revision and its words; None when there is none. 1 statement."""
    asked = {"kind": kind, "subject_id": subject_id, "number": number}
    row = db.session.execute(_ONE, asked).one_or_none()
    return (shown(row), row.words) if row else None


def revisions_of(kind: str, subject_id: int, numbers: set[int]) -> dict[int, RevisionShown]:
    """These revisions by number. 1 statement."""
    asked = {"kind": kind, "subject_id": subject_id, "numbers": sorted(numbers)}
    return {one.number: one for one in _shown(_SOME, **asked)}


def words_at(kind: str, subject_id: int, *numbers: int) -> dict[int, dict[str, str]]:
    """What the subject said at these revisions, by number, if known. 1 statement."""
    asked = {"kind": kind, "subject_id": subject_id, "numbers": numbers}
    return {row.number: row.words for row in db.session.execute(_WORDS, asked)}


def words_so_far(
    kind: str, subject_id: int, *, newest: int
) -> Iterator[tuple[int, dict[str, str]]]:
    """Number and words of the newest 300 revisions, oldest first, read as needed. 1 statement."""
    asked = {"kind": kind, "subject_id": subject_id, "after": newest - MOST_READ}
    for row in db.session.execute(_ALL_WORDS, asked):
        yield row.number, row.words


def _shown(statement: sa.Select[Any], **asked: object) -> list[RevisionShown]:
    return [shown(row) for row in db.session.execute(statement, asked)]


def shown(row: sa.Row[Any]) -> RevisionShown:
    """A row of LINES as people see it."""
    return RevisionShown(
        kind=row.subject_kind,
        subject_id=row.subject_id,
        number=row.number,
        heading=row.words.get("title") or row.words.get("claim", ""),
        at=row.at,
        by=row.name or "the editors",
        credit=(row.author if row.named else "a member") if row.author else "",
        why=row.why,
        suggestion_id=row.suggestion_id,
    )
