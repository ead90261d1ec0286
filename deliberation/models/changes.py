"""What stewards did with threads."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class ThreadChange(Model):
    """A steward pinned, closed, reopened or moved a thread, and said why. Public as the thread is.

    Never changed, never deleted.
    """

    __tablename__ = "thread_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(sa.ForeignKey("thread.id"), index=True)
    change: Mapped[str]  # rules.stewarding.Change
    because: Mapped[str]
    moved_from: Mapped[str | None] = mapped_column(default=None)  # names of forums, as they were
    moved_to: Mapped[str | None] = mapped_column(default=None)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), index=True)
    at: Mapped[datetime]
