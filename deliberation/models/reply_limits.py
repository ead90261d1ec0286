"""Who may reply to a post, where its author has limited that."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class ReplyLimit(Model):
    """The author of a post wants direct replies from their CLP only, or from nobody for a while."""

    __tablename__ = "reply_limit"

    post_id: Mapped[int] = mapped_column(sa.ForeignKey("post.id"), primary_key=True)
    clp_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("clp.id"), default=None
    )  # None: nobody
    until: Mapped[datetime | None] = mapped_column(default=None)  # None: for as long as they want
    since: Mapped[datetime]
