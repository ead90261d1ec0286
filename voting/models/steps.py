"""What was published of a poll while it ran: national figures, step by step."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class PollStep(Model):
    """One step of a running poll: how many ballots it holds, and since when it is shown."""

    __tablename__ = "poll_step"

    poll_id: Mapped[int] = mapped_column(sa.ForeignKey("poll.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # from 1
    taken_at: Mapped[datetime]
    ballots: Mapped[int]


class PollStepFigure(Model):
    """One cell of a step: how many of its ballots add to it."""

    __tablename__ = "poll_step_figure"
    __table_args__ = (
        sa.ForeignKeyConstraint(["poll_id", "number"], ["poll_step.poll_id", "poll_step.number"]),
    )

    poll_id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    cell: Mapped[str] = mapped_column(primary_key=True)
    people: Mapped[int]
