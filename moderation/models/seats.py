"""Who was drawn by lot to decide a case, and who has been trained for it."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model
from core.subjects import NOBODY, Subject


class Seat(Subject, kind="seat"):
    """A steward drawn by lot for one case: alone in place of its own stewards, or on a panel.

    Kept for ever, with what the draw was made from, so that it can be done again. Nobody but who
    holds it is told; a vote is read by nobody else until the panel has decided.
    """

    __tablename__ = "seat"
    __table_args__ = (
        sa.UniqueConstraint("case_id", "member_id"),
        sa.CheckConstraint("(vote IS NULL) = (voted_at IS NULL)", name="voted_when_it_has_a_vote"),
    )

    case_id: Mapped[int] = mapped_column(sa.ForeignKey("moderation_case.id"), index=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), index=True)
    drawn_because: Mapped[str]  # rules.drawing.Because
    drawn_at: Mapped[datetime]
    signs_as: Mapped[str]  # the role in words, "steward of Ashford Vale"
    is_trained: Mapped[bool] = mapped_column(default=False)
    seed: Mapped[str]  # what the lot was drawn with
    seed_day: Mapped[date | None] = mapped_column(default=None)  # the day of the log it comes from
    drawn_from: Mapped[str]  # numbers of the role grants that the lot was between, with commas
    grant_id: Mapped[int] = mapped_column(sa.ForeignKey("role_grant.id"))
    left_at: Mapped[datetime | None] = mapped_column(default=None)
    left_because: Mapped[str] = mapped_column(default="")  # rules.drawing.Left
    vote: Mapped[str | None] = mapped_column(default=None)  # an Action
    words: Mapped[str] = mapped_column(default="")
    voted_at: Mapped[datetime | None] = mapped_column(default=None)

    @property
    def heading(self) -> str:
        """What its holder is told."""
        return f"Case {self.case_id}: you were drawn by lot"

    @property
    def body(self) -> str:
        """Nothing more."""
        return ""

    @property
    def url(self) -> str:
        """The case."""
        return f"/cases/{self.case_id}"

    @property
    def audience(self) -> str:
        """Nobody but who holds it."""
        return NOBODY

    @property
    def author_of(self) -> int | None:
        """Who holds it: the one reader."""
        return self.member_id


class Training(Model):
    """A steward says that they have read the training for appeals; an admin confirms it."""

    __tablename__ = "training"

    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True)
    said_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None] = mapped_column(default=None)
    confirmed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
