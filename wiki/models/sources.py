"""Sources: what a topic rests on, as data, and which argument cites which."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class Source(Model):
    """Something one can read about a topic. Its number on the page is its rank among them."""

    __tablename__ = "source"

    id: Mapped[int] = mapped_column(primary_key=True)
    topic_id: Mapped[int] = mapped_column(sa.ForeignKey("topic.id"), index=True)
    title: Mapped[str]
    publisher: Mapped[str] = mapped_column(default="")
    published_on: Mapped[str] = mapped_column(default="")  # 2024, 2024-05 or 2024-05-31
    url: Mapped[str] = mapped_column(default="")
    archived_url: Mapped[str] = mapped_column(default="")  # a copy that stays, elsewhere
    of_topic: Mapped[bool] = mapped_column(default=False)  # listed although no argument cites it
    added_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    added_at: Mapped[datetime]


class Citation(Model):
    """An argument cites a source. Made of the lines of `Argument.sources` whenever it is saved."""

    __tablename__ = "citation"

    argument_id: Mapped[int] = mapped_column(sa.ForeignKey("argument.id"), primary_key=True)
    source_id: Mapped[int] = mapped_column(sa.ForeignKey("source.id"), primary_key=True, index=True)
    line: Mapped[str]  # as it was written
