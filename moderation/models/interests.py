"""What members have declared that could make them take sides."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class Interest(Model):
    """A member's own word that they are no neutral judge of a person, a topic or a CLP.

    Never altered: it ends on its last day, or when the member ends it.
    """

    __tablename__ = "interest"
    __table_args__ = (sa.Index("ix_interest_about", "about_kind", "about_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), index=True)
    tie: Mapped[str]  # rules.interests.Tie
    words: Mapped[str] = mapped_column(default="")
    about_kind: Mapped[str]  # "member", "topic" or "clp"
    about_id: Mapped[int]
    since: Mapped[date]
    until: Mapped[date | None] = mapped_column(default=None)  # its last day, if it has one
    declared_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
