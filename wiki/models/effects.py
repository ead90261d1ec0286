"""Lines between topics: what one does to another, and what to read besides.

Knows no other table of the wiki but by name, so that `models.topics` can ask who shows a topic.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model, db
from wiki.rules import TWO_STEPS


class Effect(Model):
    """One topic or option raises, lowers, depends on or conflicts with another.

    Never deleted: one that was taken away keeps who did it, when and why.
    """

    __tablename__ = "effect"
    __table_args__ = (
        sa.CheckConstraint("kind IN ('raises', 'lowers', 'depends', 'conflicts')", name="kind"),
        sa.Index("ix_effect_from", "from_topic_id", "from_option_id"),
        sa.Index("ix_effect_to", "to_topic_id", "to_option_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    from_topic_id: Mapped[int] = mapped_column(sa.ForeignKey("topic.id"))
    from_option_id: Mapped[int | None] = mapped_column(sa.ForeignKey("option.id"), default=None)
    kind: Mapped[str]  # rules.EffectKind
    to_topic_id: Mapped[int] = mapped_column(sa.ForeignKey("topic.id"))
    to_option_id: Mapped[int | None] = mapped_column(sa.ForeignKey("option.id"), default=None)
    why: Mapped[str]  # one sentence
    added_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    added_at: Mapped[datetime]
    removed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    removed_at: Mapped[datetime | None] = mapped_column(default=None)
    removed_because: Mapped[str | None] = mapped_column(default=None)


class SeeAlso(Model):
    """Two topics on the same matter; each names the other."""

    __tablename__ = "see_also"
    __table_args__ = (
        sa.CheckConstraint("one_id <> other_id", name="not_itself"),
        sa.UniqueConstraint("one_id", "other_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    one_id: Mapped[int] = mapped_column(sa.ForeignKey("topic.id"))
    other_id: Mapped[int] = mapped_column(sa.ForeignKey("topic.id"), index=True)
    added_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    added_at: Mapped[datetime]


def effects_around(topic_id: sa.ColumnElement[int]) -> sa.CTE:
    """Effects that begin or end at a topic or its options, and those one step on.

    Columns: way ("out": what it affects, "in": what affects it), step (1 or 2), effect_id, and the
    end it leads to (topic_id, option_id). An option and its topic are two ends: a second step goes
    on from exactly the end that the first one reached.
    """
    out = _first("out", Effect.from_topic_id == topic_id, Effect.to_topic_id, Effect.to_option_id)
    into = _first("in", Effect.to_topic_id == topic_id, Effect.from_topic_id, Effect.from_option_id)
    first = sa.union(out, into).subquery()
    walk = sa.select(*first.c).cte("walk", recursive=True)
    goes_on = sa.or_(
        sa.and_(
            walk.c.way == "out",
            Effect.from_topic_id == walk.c.topic_id,
            Effect.from_option_id.is_not_distinct_from(walk.c.option_id),
        ),
        sa.and_(
            walk.c.way == "in",
            Effect.to_topic_id == walk.c.topic_id,
            Effect.to_option_id.is_not_distinct_from(walk.c.option_id),
        ),
    )
    is_out = walk.c.way == "out"
    # UNION, not UNION ALL: however many ways lead to an effect, it is walked once a step.
    return walk.union(
        sa.select(
            walk.c.way,
            walk.c.step + 1,
            Effect.id,
            sa.case((is_out, Effect.to_topic_id), else_=Effect.from_topic_id),
            sa.case((is_out, Effect.to_option_id), else_=Effect.from_option_id),
        )
        .join(walk, goes_on)
        .where(Effect.removed_at.is_(None), walk.c.step < TWO_STEPS)
    )


def _first(
    way: str,
    begins: sa.ColumnElement[bool],
    topic_id: sa.orm.InstrumentedAttribute[int],
    option_id: sa.orm.InstrumentedAttribute[int | None],
) -> sa.Select[str, int, int, int, int | None]:
    return sa.select(
        sa.literal(way, sa.String).label("way"),
        sa.literal(1).label("step"),
        Effect.id.label("effect_id"),
        topic_id.label("topic_id"),
        option_id.label("option_id"),
    ).where(begins, Effect.removed_at.is_(None))


_of = sa.bindparam("topic_id", type_=sa.Integer)
_JOINED = sa.union(
    sa.select(effects_around(_of).c.topic_id),
    sa.select(SeeAlso.one_id).where(SeeAlso.other_id == _of),
    sa.select(SeeAlso.other_id).where(SeeAlso.one_id == _of),
)


def topics_joined(topic_id: int) -> Iterator[int]:
    """Topics whose pages name this one for an effect or to see also. 1 statement."""
    yield from db.session.scalars(_JOINED, {"topic_id": topic_id})
