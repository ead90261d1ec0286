"""How a member wants to be told, how far they have been told, and when their next mail is due."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model
from notices.rules import QUIET_FROM, QUIET_TO, Rhythm


class Receiver(Model):
    """A member who was told something, watches something, or chose how to be told.

    `due_at` is none while there is no news for them: whoever makes the mails looks at nobody else.
    """

    __tablename__ = "notice_receiver"

    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True)
    rhythm: Mapped[str] = mapped_column(default=Rhythm.DAILY.value)
    quiet_from: Mapped[int] = mapped_column(default=QUIET_FROM)  # hour of the day in London
    quiet_to: Mapped[int] = mapped_column(default=QUIET_TO)
    due_at: Mapped[datetime | None] = mapped_column(index=True, default=None)
    told_up_to: Mapped[int] = mapped_column(default=0)  # event id
    read_up_to: Mapped[int] = mapped_column(default=0)  # event id
