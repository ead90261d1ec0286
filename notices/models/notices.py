"""One thing that concerns one member, and which kinds of things they want to hear of, and how."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class Notice(Model):
    """Something that concerns this member. Written with what happened, read and mailed later.

    `arranged`: the worker has seen it and knows when its mail is due. `mailed`: no mail of it is
    owed any more, because it went out or was not wanted.
    """

    __tablename__ = "notice"
    __table_args__ = (
        sa.Index("ix_notice_member_id_id", "member_id", "id"),
        sa.Index(
            "ix_notice_new",
            "id",
            sqlite_where=sa.text("arranged = 0"),
            postgresql_where=sa.text("NOT arranged"),
        ),
        sa.Index(
            "ix_notice_owed",
            "member_id",
            "id",
            sqlite_where=sa.text("mailed = 0"),
            postgresql_where=sa.text("NOT mailed"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"))
    at: Mapped[datetime]
    why: Mapped[str]  # rules.Why
    subject_kind: Mapped[str]
    subject_id: Mapped[int]
    actor_id: Mapped[int | None] = mapped_column(default=None)  # who did it, where that is public
    words: Mapped[str] = mapped_column(default="")  # one or two plain sentences more
    read: Mapped[bool] = mapped_column(default=False)
    arranged: Mapped[bool] = mapped_column(default=False)
    mailed: Mapped[bool] = mapped_column(default=False)


class Choice(Model):
    """A member wants to hear of things of this kind otherwise than everyone does."""

    __tablename__ = "notice_choice"

    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True)
    why: Mapped[str] = mapped_column(primary_key=True)  # rules.Why
    how: Mapped[str]  # rules.How
