"""What members make of single arguments and statements, and what is told of it."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class Weighing(Model):
    """A member agrees, disagrees or is unsure. Whose it is, is shown to nobody else.

    The subject is an argument, or a post of an imported conversation, which holds one statement.
    """

    __tablename__ = "weighing"
    __table_args__ = (
        sa.CheckConstraint("answer IN ('agree', 'disagree', 'unsure')", name="answer"),
    )

    subject_kind: Mapped[str] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    member_id: Mapped[int] = mapped_column(
        sa.ForeignKey("member.id"), primary_key=True, autoincrement=False, index=True
    )
    answer: Mapped[str]  # rules.weighing.Answer
    at: Mapped[datetime]


class Weighed(Model):
    """What is told of all weighings of a subject, in words, as it was counted on a day."""

    __tablename__ = "weighed"

    subject_kind: Mapped[str] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    words: Mapped[str]
    counted_on: Mapped[date]
