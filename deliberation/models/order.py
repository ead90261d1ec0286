"""Good points, and the order of a thread's posts as the worker last worked it out."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class Endorsement(Model):
    """A member found a post a good point, whether or not they agree. Who did is shown to nobody."""

    __tablename__ = "endorsement"
    __table_args__ = (sa.Index("ix_endorsement_member_id_post_id", "member_id", "post_id"),)

    post_id: Mapped[int] = mapped_column(sa.ForeignKey("post.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True)
    at: Mapped[datetime | None] = mapped_column(default=None)  # None: imported, or before this was


class Arrangement(Model):
    """Whether the posts of a thread are in order, and of which day their order is."""

    __tablename__ = "arrangement"

    thread_id: Mapped[int] = mapped_column(sa.ForeignKey("thread.id"), primary_key=True)
    made_on: Mapped[date | None] = mapped_column(default=None)
    wanted: Mapped[bool] = mapped_column(default=True, index=True)  # something has changed since


class ArrangedPage(Model):
    """The numbers of the posts on one page of a thread in one order."""

    __tablename__ = "arranged_page"

    thread_id: Mapped[int] = mapped_column(sa.ForeignKey("thread.id"), primary_key=True)
    order: Mapped[str] = mapped_column(primary_key=True)  # rules.order.Order
    page: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    numbers: Mapped[list[int]] = mapped_column(sa.JSON())
