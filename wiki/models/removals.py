"""Removals: what editors want to take out of sight, or change the sense of, and each step of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model
from wiki.rules.removals import OPEN

_IS_OPEN = sa.text("state IN ({})".format(", ".join(f"'{state}'" for state in sorted(OPEN))))
_MEMBER, _CLP = "member.id", "clp.id"


class Removal(Model):
    """An act of two editors on a view: archive, merge, change of sense, or redaction.

    At most one is open for a view. The database itself wants two different editors, and a third
    person for the appeal. Its words, and what came of it, are its steps.
    """

    __tablename__ = "removal"
    __table_args__ = (
        sa.CheckConstraint("second_id IS NULL OR second_id <> first_id", name="two_people"),
        sa.CheckConstraint(
            "judge_id IS NULL OR (judge_id <> first_id AND judge_id <> coalesce(second_id, 0))",
            name="judged_by_a_third",
        ),
        sa.Index(
            "uq_removal_open",
            "subject_kind",
            "subject_id",
            unique=True,
            sqlite_where=_IS_OPEN,
            postgresql_where=_IS_OPEN,
        ),
        sa.Index("ix_removal_state_due_at", "state", "due_at"),
        sa.Index("ix_removal_subject", "subject_kind", "subject_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    act: Mapped[str]  # rules.Act
    state: Mapped[str]  # rules.RemovalState
    reason: Mapped[str]  # rules.RemovalReason
    topic_id: Mapped[int] = mapped_column(sa.ForeignKey("topic.id"), index=True)
    subject_kind: Mapped[str]  # option or argument
    subject_id: Mapped[int]
    into_id: Mapped[int | None] = mapped_column(default=None)  # the view it is merged into
    base: Mapped[int]  # revision of the view when it was proposed
    words: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True), default=None)
    replaced: Mapped[int | None] = mapped_column(default=None)  # revision that stood before
    moved: Mapped[list[int]] = mapped_column(
        sa.JSON(), default=list
    )  # arguments of a merged option
    suggestion_id: Mapped[int | None] = mapped_column(sa.ForeignKey("suggestion.id"), default=None)
    first_id: Mapped[int] = mapped_column(sa.ForeignKey(_MEMBER), index=True)
    first_clp_id: Mapped[int | None] = mapped_column(sa.ForeignKey(_CLP), default=None)
    made_at: Mapped[datetime] = mapped_column(index=True)
    second_id: Mapped[int | None] = mapped_column(sa.ForeignKey(_MEMBER), default=None)
    second_clp_id: Mapped[int | None] = mapped_column(sa.ForeignKey(_CLP), default=None)
    due_at: Mapped[datetime]  # when it takes effect; until it has a second: when it lapses
    in_effect_at: Mapped[datetime | None] = mapped_column(default=None)
    appellant_id: Mapped[int | None] = mapped_column(sa.ForeignKey(_MEMBER), default=None)
    appealed_at: Mapped[datetime | None] = mapped_column(default=None)
    judge_id: Mapped[int | None] = mapped_column(sa.ForeignKey(_MEMBER), default=None)
    judged_at: Mapped[datetime | None] = mapped_column(default=None)


class RemovalStep(Model):
    """One line of the public log: what somebody did about a removal. Only ever added to."""

    __tablename__ = "removal_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    removal_id: Mapped[int] = mapped_column(sa.ForeignKey("removal.id"), index=True)
    step: Mapped[str]  # rules.Step
    at: Mapped[datetime] = mapped_column(index=True)
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey(_MEMBER), default=None)
    words: Mapped[str] = mapped_column(default="")


class RemovalNotice(Model):
    """Somebody was told of a removal, because they stand behind the view: they may appeal."""

    __tablename__ = "removal_notice"

    removal_id: Mapped[int] = mapped_column(sa.ForeignKey("removal.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey(_MEMBER), primary_key=True, index=True)
    at: Mapped[datetime]


class Withheld(Model):
    """Words that a redaction took out of a row, kept so that a second editor can put them back."""

    __tablename__ = "withheld"
    __table_args__ = ({"info": {"private": True}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    removal_id: Mapped[int] = mapped_column(sa.ForeignKey("removal.id"), index=True)
    row_kind: Mapped[str]  # revision, suggestion or removal
    row_id: Mapped[int]
    words: Mapped[dict[str, Any]]


class Rewording(Model):
    """A revision whose editor said that the sense stayed the same; another editor looks later."""

    __tablename__ = "rewording"
    __table_args__ = (
        sa.CheckConstraint("seen_by_id IS NULL OR seen_by_id <> by_id", name="seen_by_another"),
    )

    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"), primary_key=True)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey(_MEMBER))
    at: Mapped[datetime] = mapped_column(index=True)
    seen_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey(_MEMBER), default=None)
    seen_at: Mapped[datetime | None] = mapped_column(default=None)
    objection: Mapped[str | None] = mapped_column(default=None)  # None: the sense is the same
