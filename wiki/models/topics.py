"""Topics, the places where they stand, and the trails that lead to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core import text
from core.db import Model, db
from core.subjects import Subject
from wiki.models.effects import topics_joined
from wiki.models.tree import tree

DEEPEST = 16  # steps of the longest trail
# In the `info` of a column: when the topic is merged into another, this row stays with it.
# Every other foreign key to a topic, of whatever package, is set to the topic that has all now.
STAYS = {"on_merge": "stays"}
NOT_YET_FILED = "Not yet filed"  # where topics stand that stand nowhere
HIDDEN = "Hidden topic"  # what it is called in the trails of what stands below
BETWEEN = " › "  # noqa: RUF001 — meant


class Topic(Subject, kind="topic"):
    """One page of the wiki. Its URL never holds a path, so moving it breaks no link."""

    __tablename__ = "topic"
    date_column = "changed_at"

    slug: Mapped[str] = mapped_column(index=True)
    title: Mapped[str] = mapped_column(index=True)
    question: Mapped[str] = mapped_column(default="")
    summary: Mapped[str] = mapped_column(
        default=""
    )  # plain; stands on the pages above this one too
    agreed: Mapped[str] = mapped_column(default="")  # plain: what nobody disputes
    disputed: Mapped[str] = mapped_column(default="")  # plain: what the options disagree about
    text: Mapped[str] = mapped_column(default="")  # Markdown
    html: Mapped[str] = mapped_column(default="")  # of `text`, rendered when it was saved
    source: Mapped[str | None] = mapped_column(unique=True, default=None)  # the file it came from
    revision: Mapped[int] = mapped_column(default=0)  # number of the newest Revision
    changed_at: Mapped[datetime]
    merged_into_id: Mapped[int | None] = mapped_column(  # the topic that has all it had
        sa.ForeignKey("topic.id"), index=True, default=None
    )

    @property
    def heading(self) -> str:
        """Its title."""
        return self.title

    @property
    def body(self) -> str:
        """Question, summary and text as plain words."""
        parts = (self.question, self.summary, self.agreed, self.disputed, text.plain(self.text))
        return "\n".join(part for part in parts if part)

    @property
    def url(self) -> str:
        """Its one address."""
        return f"/topics/{self.id}-{self.slug}"

    def pages(self) -> Iterable[str]:
        """Its own page, the contents pages above it, and the lists of all topics."""
        return (*pages_showing(self.id), "outline")

    def parts(self) -> Iterable[tuple[str, int]]:
        """Its options, their arguments and members' own words for them. 3 statements."""
        for kind in ("option", "argument", "own_words"):
            table = Model.metadata.tables[kind]
            ids = db.session.scalars(sa.select(table.c.id).where(table.c.topic_id == self.id))
            yield from ((kind, id_) for id_ in ids)

    @property
    def topic_of(self) -> int | None:
        """Itself."""
        return self.id

    @classmethod
    def is_shown(cls) -> sa.ColumnElement[bool]:
        """Nor has it become part of another."""
        return sa.and_(cls.hidden_at.is_(None), cls.merged_into_id.is_(None))

    @classmethod
    def branches(cls, subject_ids: Iterable[int]) -> dict[int, frozenset[int]]:
        """Each, and every topic below it, by whichever place, as committed last."""
        now = tree()
        return {id_: now.branch(id_) for id_ in subject_ids}

    @classmethod
    def called(cls, words: str) -> list[tuple[int, str]]:
        """By title, title of the past, or label in a place. 1 or 2 statements."""
        from wiki.models.naming import topics_called  # noqa: PLC0415 - it is about this class

        return topics_called(words)

    @classmethod
    def steps(cls, subject_ids: Iterable[int]) -> dict[int, list[tuple[int, str]]]:
        """The home trail of each. 1 statement."""
        trails: dict[int, list[tuple[int, str]]] = {id_: [] for id_ in subject_ids}
        for row in db.session.execute(_HOME_TRAILS, {"topic_ids": list(trails)}):
            trails[row.ends_at].append((row.topic_id, row.title))
        return trails

    @classmethod
    def wheres(cls, subjects: Sequence[Self]) -> dict[int, str]:
        """The home trail of each topic, without the topic itself. 1 statement."""
        return home_trails((subject.id for subject in subjects), own_label=False)


class TopicAlias(Model):
    """A title this topic had before; links and searches by it still arrive."""

    __tablename__ = "topic_alias"

    slug: Mapped[str] = mapped_column(primary_key=True)
    topic_id: Mapped[int] = mapped_column(sa.ForeignKey("topic.id"), primary_key=True)
    title: Mapped[str]


class Place(Model):
    """A topic stands under a parent (None: at the top), under a label, at a position."""

    __tablename__ = "place"

    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("topic.id"), default=None, info=STAYS
    )
    child_id: Mapped[int] = mapped_column(sa.ForeignKey("topic.id"), info=STAYS)
    label: Mapped[str | None] = mapped_column(default=None, index=True)  # None: the topic's title
    position: Mapped[int] = mapped_column(default=0)
    heading: Mapped[str] = mapped_column(default="")  # groups it with others on the page above
    is_home: Mapped[bool]
    added_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    added_at: Mapped[datetime]

    __table_args__ = (
        sa.UniqueConstraint("parent_id", "child_id"),
        sa.CheckConstraint("parent_id <> child_id", name="not_under_itself"),
        sa.Index("ix_place_child_id_parent_id", "child_id", "parent_id"),
        sa.Index(
            "uq_place_home",
            "child_id",
            unique=True,
            sqlite_where=sa.text("is_home"),
            postgresql_where=sa.text("is_home"),
        ),
        sa.Index(  # NULLs are all different to the constraint above
            "uq_place_top",
            "child_id",
            unique=True,
            sqlite_where=sa.text("parent_id IS NULL"),
            postgresql_where=sa.text("parent_id IS NULL"),
        ),
    )


_PARENTS = sa.select(Place.parent_id).where(Place.child_id == sa.bindparam("topic_id"))


def pages_showing(topic_id: int) -> list[str]:
    """Page versions that show this topic, an option or an argument of it. 2 statements.

    Its own page, the contents pages above it, those joined to it, and those of what changed.
    """
    names = ["changes", *(f"topic:{other}" for other in {topic_id, *topics_joined(topic_id)})]
    for parent_id in db.session.scalars(_PARENTS, {"topic_id": topic_id}):
        names += [f"topic:{parent_id}"] if parent_id else ["topics", "home"]
    return names


def _trails(start: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Steps of one trail for each place chosen by `start`, climbing by home places.

    Rows: trail (id of the place it starts from), ends_at (topic), is_home, topic_id, slug, title
    (its label there), level, filed (False: it stands nowhere); home trail first, then oldest;
    root first.
    """
    trail = _climbing(start)
    is_hidden, name = Topic.hidden_at.is_not(None), sa.func.coalesce(trail.c.label, Topic.title)
    return (
        sa.select(
            trail.c.trail,
            trail.c.ends_at,
            trail.c.topic_id,
            sa.case((is_hidden, "hidden"), else_=Topic.slug).label("slug"),
            sa.case((is_hidden, HIDDEN), else_=name).label("title"),
            trail.c.level,
            trail.c.filed,
        )
        .join(Topic, Topic.id == trail.c.topic_id)
        .order_by(
            trail.c.ends_at,
            trail.c.is_home.desc(),
            trail.c.since,
            trail.c.trail,
            trail.c.level.desc(),
        )
    )


def _climbing(start: sa.ColumnElement[bool]) -> sa.CTE:
    trail = (
        sa.select(
            Place.id.label("trail"),
            Place.child_id.label("ends_at"),
            Place.is_home.label("is_home"),
            Place.added_at.label("since"),
            Place.child_id.label("topic_id"),
            Place.parent_id.label("parent_id"),
            Place.label.label("label"),
            sa.literal(0).label("level"),
            sa.true().label("filed"),
        )
        .where(start)
        .cte("trail", recursive=True)
    )
    up = sa.orm.aliased(Place, name="up")
    # An outer join on a bare “up.is_home”, which the partial index knows: with an inner join, or
    # with “up.is_home = 1”, SQLite first reads the whole table into a Bloom filter (20 ms).
    one_home = sa.and_(up.child_id == trail.c.parent_id, sa.text("up.is_home"))
    return trail.union_all(
        sa.select(
            trail.c.trail,
            trail.c.ends_at,
            trail.c.is_home,
            trail.c.since,
            trail.c.parent_id,  # also where the topic itself stands nowhere: it is not yet filed
            up.parent_id,
            up.label,
            trail.c.level + 1,
            up.id.is_not(None),
        )
        .outerjoin(up, one_home)
        .where(trail.c.parent_id.is_not(None), trail.c.level < DEEPEST)
    )


_ALL_TRAILS = _trails(Place.child_id == sa.bindparam("topic_id"))
_HOME_TRAILS = _trails(
    sa.and_(Place.child_id.in_(sa.bindparam("topic_ids", expanding=True)), Place.is_home)
)


def trail_rows(topic_id: int) -> Iterable[sa.Row[Any]]:
    """Every step of every trail of this topic: home trail first, root first. 1 statement."""
    return db.session.execute(_ALL_TRAILS, {"topic_id": topic_id})


def home_trails(topic_ids: Iterable[int], *, own_label: bool = True) -> dict[int, str]:
    """The home trail of each topic in words, joined by BETWEEN. 1 statement."""
    steps: dict[int, list[str]] = {topic_id: [] for topic_id in topic_ids}
    unfiled = set(steps)
    for row in db.session.execute(_HOME_TRAILS, {"topic_ids": list(steps)}):
        unfiled.discard(row.ends_at)
        if not row.filed:
            steps[row.ends_at].append(NOT_YET_FILED)
        if row.level or own_label:
            steps[row.ends_at].append(row.title)
    return {
        topic_id: NOT_YET_FILED if topic_id in unfiled else BETWEEN.join(labels)
        for topic_id, labels in steps.items()
    }
