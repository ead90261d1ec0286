"""Rows of who does not meet whom."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class Avoided(Model):
    """A member has blocked or muted another. Known to that member alone; gone when undone."""

    __tablename__ = "avoided"

    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True)
    other_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True, index=True)
    how: Mapped[str]  # rules.How
    since: Mapped[datetime]


class Separation(Model):
    """Stewards keep two members apart for a while, both alike. Ended early, never deleted."""

    __tablename__ = "separation"
    __table_args__ = (sa.CheckConstraint("first_id < second_id", name="two_in_order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    first_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), index=True)
    second_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), index=True)
    since: Mapped[datetime]
    until: Mapped[datetime]
    because: Mapped[str]
    decision_id: Mapped[int | None] = mapped_column(index=True, default=None)  # moderation's
    ended_at: Mapped[datetime | None] = mapped_column(default=None)


class ReplyRest(Model):
    """Until then, replies to this member are folded for them, and they are not told of any."""

    __tablename__ = "reply_rest"

    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True)
    until: Mapped[datetime]


class Delegate(Model):
    """Somebody whom a member asked to read their replies and reports for them.

    `agreed_at` is none until they have said yes. Gone when either ends it.
    """

    __tablename__ = "delegate"

    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True)
    delegate_id: Mapped[int] = mapped_column(
        sa.ForeignKey("member.id"), primary_key=True, index=True
    )
    asked_at: Mapped[datetime]
    agreed_at: Mapped[datetime | None] = mapped_column(default=None)
