"""What was published of a poll: the one table that everybody sees."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class PollRow(Model):
    """One line of a published result: everyone, a region, or a pool of CLPs."""

    __tablename__ = "poll_row"

    poll_id: Mapped[int] = mapped_column(sa.ForeignKey("poll.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    level: Mapped[str]
    label: Mapped[str]
    eligible: Mapped[int]
    took_part: Mapped[int]  # exact where the figures have counts, else to the nearest 5


class PollFigure(Model):
    """One answer in a line: per cent, and how many people where the line is exact."""

    __tablename__ = "poll_figure"
    __table_args__ = (
        sa.ForeignKeyConstraint(["poll_id", "position"], ["poll_row.poll_id", "poll_row.position"]),
    )

    poll_id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    answer: Mapped[str] = mapped_column(primary_key=True)
    percent: Mapped[int]
    people: Mapped[int | None] = mapped_column(default=None)
