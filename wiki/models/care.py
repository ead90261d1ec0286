"""What looks after a page: its review date, its protection, and drafts that are not yet of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model
from wiki.models.topics import STAYS


class Draft(Model):
    """What a member has typed into a form and not sent. Nobody else ever sees it.

    One of each member and form; deleted when the form is sent or the member throws it away, and
    90 days after it was last saved.
    """

    __tablename__ = "draft"
    __table_args__ = (sa.UniqueConstraint("member_id", "address"), {"info": {"private": True}})

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"))
    address: Mapped[str]  # path and query of the page with the form
    title: Mapped[str]  # of that page
    words: Mapped[dict[str, Any]]  # field name → text
    saved_at: Mapped[datetime] = mapped_column(index=True)


class ReviewDate(Model):
    """When somebody is to read a topic again, and who looks after it."""

    __tablename__ = "review_date"

    topic_id: Mapped[int] = mapped_column(sa.ForeignKey("topic.id"), primary_key=True)
    due_on: Mapped[date] = mapped_column(index=True)
    months: Mapped[int]  # from one review to the next
    keeper_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    reviewed_at: Mapped[datetime | None] = mapped_column(default=None)
    reviewed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    reminded_at: Mapped[datetime | None] = mapped_column(default=None)  # since it fell due


class Protection(Model):
    """For a time only two named editors, or an admin, change the words of a topic. Public.

    New options, arguments and suggestions are never kept out. Ended, never deleted.
    """

    __tablename__ = "protection"
    __table_args__ = (
        sa.CheckConstraint("first_id <> second_id", name="two_editors"),
        sa.Index(
            "uq_protection_in_force",
            "topic_id",
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    topic_id: Mapped[int] = mapped_column(sa.ForeignKey("topic.id"), index=True, info=STAYS)
    first_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"))
    second_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"))
    reason: Mapped[str]
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    made_at: Mapped[datetime]
    ends_on: Mapped[date]  # the last day of it
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
