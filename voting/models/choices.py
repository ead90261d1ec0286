"""The choices of a poll, frozen when it opens."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class PollChoice(Model):
    """One of the things to choose from in a poll, in the order of the ballot."""

    __tablename__ = "poll_choice"

    poll_id: Mapped[int] = mapped_column(sa.ForeignKey("poll.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # 1 to 8
    words: Mapped[str]
