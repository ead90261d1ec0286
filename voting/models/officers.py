"""The officers who hold the key of a poll, and what officers did to polls, by name."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class PollOfficer(Model):
    """One of the two who hold the key of a poll. Their halves lie with the poll's secrets."""

    __tablename__ = "poll_officer"
    __table_args__ = (sa.UniqueConstraint("poll_id", "member_id"),)

    poll_id: Mapped[int] = mapped_column(sa.ForeignKey("poll.id"), primary_key=True)
    seat: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # 1 or 2
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), index=True)
    ready_on: Mapped[date | None] = mapped_column(default=None)  # has set a passphrase
    given_on: Mapped[date | None] = mapped_column(default=None)  # typed it for the count


class PollAct(Model):
    """What officers did, or one of them asked another to do along. Never altered when done."""

    __tablename__ = "poll_act"
    __table_args__ = (sa.Index("ix_poll_act_poll_id_id", "poll_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    poll_id: Mapped[int] = mapped_column(sa.ForeignKey("poll.id"))
    act: Mapped[str]  # rules.Act
    reason: Mapped[str] = mapped_column(default="")
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), index=True)  # or the site
    with_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), index=True)
    asked_at: Mapped[datetime]
    done_at: Mapped[datetime | None] = mapped_column(default=None)
