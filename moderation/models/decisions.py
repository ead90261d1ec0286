"""What was decided about a case, and the appeal against it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class Decision(Model):
    """What was done about a case, why, and by which roles. Never changed, only completed.

    `confirmed_at` when it took effect for good, `lapsed_at` when no second signature came in time,
    `overruled_at` when an appeal reversed it.
    """

    __tablename__ = "decision"
    __table_args__ = (
        sa.CheckConstraint(
            "second_by_id IS NULL OR second_by_id <> first_by_id", name="two_different_people"
        ),
        sa.CheckConstraint(
            "second_clp_id IS NULL OR first_clp_id IS NULL OR second_clp_id <> first_clp_id",
            name="two_different_clps",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("moderation_case.id"), index=True)
    action: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")  # a Reason, a Dismissal, or none
    words: Mapped[str]  # the sentence that the author reads word for word
    # What else the action needs to know, and to be undone: hours, a label, the posts it is about.
    terms: Mapped[dict[str, Any]] = mapped_column(default=dict)
    until: Mapped[datetime | None] = mapped_column(default=None)  # None: for good
    made_at: Mapped[datetime] = mapped_column(index=True)
    first_by_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"))
    first_clp_id: Mapped[int | None] = mapped_column(sa.ForeignKey("clp.id"), default=None)
    first_as: Mapped[str]  # the role in words, "steward of Ashford Vale"
    second_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    second_clp_id: Mapped[int | None] = mapped_column(sa.ForeignKey("clp.id"), default=None)
    second_as: Mapped[str] = mapped_column(default="")
    confirmed_at: Mapped[datetime | None] = mapped_column(default=None)
    lapsed_at: Mapped[datetime | None] = mapped_column(default=None)
    overruled_at: Mapped[datetime | None] = mapped_column(default=None)

    @property
    def is_pending(self) -> bool:
        """Whether it waits for its second signature."""
        return self.confirmed_at is None and self.lapsed_at is None


class Appeal(Model):
    """A request to look at a decision again; one for each decision. `case_id` is the new case."""

    __tablename__ = "appeal"

    case_id: Mapped[int] = mapped_column(sa.ForeignKey("moderation_case.id"), primary_key=True)
    decision_id: Mapped[int] = mapped_column(sa.ForeignKey("decision.id"), unique=True)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"))
    words: Mapped[str]
    made_at: Mapped[datetime]
