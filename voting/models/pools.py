"""The pools of a poll, frozen when it opens."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class PollPool(Model):
    """CLPs whose ballots carry one mark, frozen when the poll opens."""

    __tablename__ = "poll_pool"

    poll_id: Mapped[int] = mapped_column(sa.ForeignKey("poll.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    region_id: Mapped[int] = mapped_column(sa.ForeignKey("region.id"))
    label: Mapped[str]
    eligible: Mapped[int]


class PollPoolClp(Model):
    """Which pool the ballots of a CLP's members go to, frozen when the poll opens."""

    __tablename__ = "poll_pool_clp"

    poll_id: Mapped[int] = mapped_column(sa.ForeignKey("poll.id"), primary_key=True)
    clp_id: Mapped[int] = mapped_column(sa.ForeignKey("clp.id"), primary_key=True)
    number: Mapped[int]
