"""What those who stand for an option say in their own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from accounts.models import Member
from core.db import db
from wiki.models import Option, OwnWords, Revision
from wiki.queries.views import tombstone
from wiki.rules import MOST_SHOWN


@dataclass(frozen=True, slots=True)
class OwnWordsShown:
    """One member's words for one option."""

    id: int
    option_id: int
    option: str
    written_for: str  # the option they were written for, if that was merged; else ""
    author_id: int
    html: str
    credit: str
    is_proposer: bool
    written_at: datetime
    withdrawn: bool
    revision: int
    note: str
    noted_by: str
    noted_at: datetime | None
    hidden_because: str
    more: int  # of the same option that are not shown beside it


_author, _noter = sa.orm.aliased(Member), sa.orm.aliased(Member)
_at = sa.orm.aliased(Option)  # the option they stand under: where it was merged into, if it was
_proposed = sa.case((OwnWords.author_id == _at.author_id, 1), else_=0)
_order = (_proposed.desc(), OwnWords.id)  # whoever proposed it first, then as they came
_COLUMNS = (
    sa.select(
        OwnWords.id,
        _at.id.label("option_id"),
        _at.title,
        Option.title.label("written_for"),
        OwnWords.author_id,
        OwnWords.html,
        OwnWords.named,
        _author.name.label("author"),
        _proposed.label("proposed"),
        OwnWords.written_at,
        OwnWords.withdrawn_at,
        OwnWords.revision,
        OwnWords.note,
        _noter.name.label("noter"),
        OwnWords.noted_at,
        OwnWords.hidden_at,
        OwnWords.hidden_because,
        sa.func.row_number().over(partition_by=_at.id, order_by=_order).label("place"),
        sa.func.count().over(partition_by=_at.id).label("all_of_it"),
    )
    .join(Option, Option.id == OwnWords.option_id)
    .join(_at, _at.id == sa.func.coalesce(Option.merged_into_id, Option.id))
    .join(_author, _author.id == OwnWords.author_id)
    .outerjoin(_noter, _noter.id == OwnWords.noted_by_id)
    .order_by(_at.position, _at.id, *_order)
)
_of_topic = _COLUMNS.where(
    OwnWords.topic_id == sa.bindparam("topic_id"),
    OwnWords.withdrawn_at.is_(None),
    Option.hidden_at.is_(None),
    _at.hidden_at.is_(None),
    _at.archived_at.is_(None),
)
_ranked = _of_topic.order_by(None).subquery()
_FIRST = (
    sa.select(_ranked, Option.position)
    .join(Option, Option.id == _ranked.c.option_id)
    .where(_ranked.c.place <= MOST_SHOWN)
    .order_by(Option.position, _ranked.c.option_id, _ranked.c.place)
)
_ALL = _of_topic.limit(500)
_ONE = _COLUMNS.where(OwnWords.id == sa.bindparam("own_words_id"))


def own_words_of(topic_id: int, *, whole: bool = False) -> list[OwnWordsShown]:
    """The own words on a topic's options, in their order; the first three of each unless `whole`.

    1 statement.
    """
    found = db.session.execute(_ALL if whole else _FIRST, {"topic_id": topic_id}).all()
    last = {row.option_id: row.place for row in found}
    return [
        _shown(row, row.all_of_it - row.place if last[row.option_id] == row.place else 0)
        for row in found
    ]


def one_own_words(own_words_id: int) -> OwnWordsShown | None:
    """One member's own words; None when there are none. 1 statement."""
    row = db.session.execute(_ONE, {"own_words_id": own_words_id}).one_or_none()
    return _shown(row, 0) if row else None


def _shown(row: Any, more: int) -> OwnWordsShown:
    return OwnWordsShown(
        id=row.id,
        option_id=row.option_id,
        option=row.title,
        written_for=row.written_for if row.written_for != row.title else "",
        author_id=row.author_id,
        html=row.html,
        credit=(row.author if row.named else "") or "a member",
        is_proposer=bool(row.proposed),
        written_at=row.written_at,
        withdrawn=row.withdrawn_at is not None,
        revision=row.revision,
        note=row.note,
        noted_by=row.noter or "",
        noted_at=row.noted_at,
        hidden_because=tombstone(row.hidden_at, row.hidden_because),
        more=more,
    )


_BEFORE = (
    sa.select(Revision.number, Revision.words, Revision.at, Revision.why)
    .where(
        Revision.subject_kind == OwnWords.kind,
        Revision.subject_id == sa.bindparam("own_words_id"),
    )
    .order_by(Revision.number.desc())
    .limit(100)
)


def own_words_before(own_words_id: int) -> list[dict[str, Any]]:
    """Their revisions, newest first: number, words, at, why. 1 statement."""
    rows = db.session.execute(_BEFORE, {"own_words_id": own_words_id})
    return [row._asdict() for row in rows]


def own_words_by(option_id: int, member_id: int | None) -> OwnWords | None:
    """What this member wrote for this option; None when nothing. 1 statement."""
    return db.session.scalar(
        sa.select(OwnWords).where(OwnWords.option_id == option_id, OwnWords.author_id == member_id)
    )


_TITLES = (
    sa.select(Option.id, Option.title)
    .where(
        Option.topic_id == sa.bindparam("topic_id"),
        Option.hidden_at.is_(None),
        Option.archived_at.is_(None),
    )
    .order_by(Option.position, Option.id)
)


def option_titles(topic_id: int) -> list[tuple[int, str]]:
    """Id and title of each option of a topic that can be read, in order. 1 statement."""
    rows = db.session.execute(_TITLES, {"topic_id": topic_id})
    return [(row.id, row.title) for row in rows]
