"""What the worker has found out about who speaks and who votes, ready to be shown."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class ShareLine(Model):
    """Posts, people and ballots of a thread or option side by side, in sentences and as a table.

    Made by the worker; pages read it along with what they read anyway. Never more exact than what
    was published of the ballots. `rows` are a side, its posts, its people and its ballots, each in
    words; [] where nothing was published, and then there is only the sentence on turnout.
    """

    __tablename__ = "share_line"

    subject_kind: Mapped[str] = mapped_column(primary_key=True)  # "thread" or "option"
    subject_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sentence: Mapped[str] = mapped_column(default="")
    counts: Mapped[str] = mapped_column(default="")
    turnout: Mapped[str] = mapped_column(default="")
    rows: Mapped[list[list[str]]] = mapped_column(sa.JSON())
    poll_id: Mapped[int | None] = mapped_column(sa.ForeignKey("poll.id"), default=None)
    made_at: Mapped[datetime]


class HeardBand(Model):
    """How a self-described group is heard in a CLP, as one of a few words; never a number.

    Left by the one job that reads what members say of themselves (`moderation.about`), once a
    month, so that nobody can tell from a change who has just written.
    """

    __tablename__ = "heard_band"

    clp_id: Mapped[int] = mapped_column(sa.ForeignKey("clp.id"), primary_key=True)
    attribute: Mapped[str] = mapped_column(primary_key=True)
    answer: Mapped[str] = mapped_column(primary_key=True)
    band: Mapped[str]
    month: Mapped[date]  # the first day of the month in which it was counted
