"""Who was asked to wait, so that nobody is asked twice."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class Nudge(Model):
    """A member was asked once, privately, to let others speak in a thread.

    Shown to nobody, part of no statistic and of no case, erased with the account.
    """

    __tablename__ = "nudge"

    thread_id: Mapped[int] = mapped_column(sa.ForeignKey("thread.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True, index=True)
    at: Mapped[datetime]
