"""How far members have read."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class Bookmark(Model):
    """How far a member has read a thread. Shown to that member and nobody else.

    Erased with the account; part of no statistic.
    """

    __tablename__ = "bookmark"

    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True)
    thread_id: Mapped[int] = mapped_column(sa.ForeignKey("thread.id"), primary_key=True, index=True)
    number: Mapped[int]  # of the last post read
    at: Mapped[datetime]
