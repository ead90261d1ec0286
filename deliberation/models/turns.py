"""Who was asked to speak in a discussion."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class InvitedSpeaker(Model):
    """A member was asked to answer in a thread: they wait for no turn and are never nudged."""

    __tablename__ = "invited_speaker"

    thread_id: Mapped[int] = mapped_column(sa.ForeignKey("thread.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True, index=True)
    at: Mapped[datetime]
