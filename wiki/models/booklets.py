"""Branches that are made into PDF booklets by the worker."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class Printing(Model):
    """A member asked for a branch as PDF booklets; the worker makes one part after the other.

    `made` parts are there to take. It can be stopped, and goes on with the next part.
    """

    __tablename__ = "printing"

    id: Mapped[int] = mapped_column(primary_key=True)
    topic_id: Mapped[int] = mapped_column(sa.ForeignKey("topic.id"))
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), index=True)
    title: Mapped[str]
    parts: Mapped[int]
    made: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime] = mapped_column(index=True)
    stopped_at: Mapped[datetime | None] = mapped_column(default=None)

    @property
    def url(self) -> str:
        """Where its member sees how far it is."""
        return f"/booklets/{self.id}"

    @property
    def is_done(self) -> bool:
        """Whether every part is there."""
        return self.made >= self.parts
