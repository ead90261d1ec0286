"""What changed: in the whole wiki, in a branch of it, or in one topic."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from core.dates import LONDON
from core.db import db
from wiki.models import OwnWords, Place, Revision, Topic
from wiki.models.topics import DEEPEST
from wiki.queries.history import LINES, VIEW_IS_SHOWN, RevisionShown, shown

MOST_CHANGES = 50  # on one page or in one feed


@dataclass(frozen=True, slots=True)
class Change:
    """A revision, the topic it belongs to, and its words with those before it."""

    revision: RevisionShown
    topic: str
    topic_url: str
    before: dict[str, str]
    after: dict[str, str]

    @property
    def day(self) -> date:
        """The day it happened on, in British time."""
        return self.revision.at.astimezone(LONDON).date()

    @property
    def fields(self) -> list[str]:
        """The columns that changed; all that say something, in a first revision."""
        return [name for name, text in self.after.items() if text != self.before.get(name, "")]


_earlier = sa.orm.aliased(Revision)
_NEWEST = (Revision.at.desc(), Revision.id.desc())


def _changes(*where: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """One page of the changes: its ids are found first, so that no text is sorted."""
    ids = (
        sa.select(Revision.id)
        .outerjoin(Topic, Topic.id == Revision.topic_id)  # an inner join starts at the topics
        .where(Revision.subject_kind != OwnWords.kind, Topic.is_shown(), VIEW_IS_SHOWN, *where)
        .order_by(*_NEWEST)
        .limit(MOST_CHANGES + 1)
        .offset(sa.bindparam("skip"))
    )
    return (
        LINES.add_columns(
            Topic.slug, Topic.title.label("topic_title"), _earlier.words.label("words_before")
        )
        .join(Topic, Topic.id == Revision.topic_id)
        .outerjoin(
            _earlier,
            sa.and_(
                _earlier.subject_kind == Revision.subject_kind,
                _earlier.subject_id == Revision.subject_id,
                _earlier.number == Revision.number - 1,
            ),
        )
        .where(Revision.id.in_(ids))
        .order_by(*_NEWEST)
    )


def branch(root: sa.ColumnElement[int]) -> sa.Select[int]:
    """Ids of a topic and of all that stand under it in any place, as a subquery."""
    start = sa.select(root.label("id"), sa.literal(0).label("far")).cte("branch", recursive=True)
    below = start.union(
        sa.select(Place.child_id, start.c.far + 1)
        .join(start, Place.parent_id == start.c.id)
        .where(start.c.far <= DEEPEST)
    )
    return sa.select(below.c.id)


_root = sa.cast(sa.bindparam("topic_id"), sa.Integer)
_EVERYWHERE = _changes()
_IN_BRANCH = _changes(Revision.topic_id.in_(branch(_root)))
_IN_TOPIC = _changes(Revision.topic_id == sa.bindparam("topic_id"))


def changes(topic_id: int | None = None, *, below: bool = True, page: int = 1) -> list[Change]:
    """What changed, newest first; at most 51: one more than is shown tells that there is another.

    `topic_id`: only in this topic and, if `below`, in those under it. 1 statement.
    """
    asked = {"skip": (page - 1) * MOST_CHANGES}
    if topic_id is None:
        return [_change(row) for row in db.session.execute(_EVERYWHERE, asked)]
    statement = _IN_BRANCH if below else _IN_TOPIC
    return [_change(row) for row in db.session.execute(statement, {**asked, "topic_id": topic_id})]


def _change(row: sa.Row[Any]) -> Change:
    return Change(
        revision=shown(row),
        topic=row.topic_title,
        topic_url=f"/topics/{row.topic_id}-{row.slug}",
        before=row.words_before or {},
        after=row.words,
    )
