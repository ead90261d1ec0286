"""Revisions: what a topic, option or argument said, since when, by whom and why."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model
from wiki.models.topics import Topic
from wiki.models.views import Argument, Option

Sayable = Topic | Option | Argument


class Revision(Model):
    """One version of the words of a subject. Never changed, never deleted."""

    __tablename__ = "revision"
    __table_args__ = (sa.UniqueConstraint("subject_kind", "subject_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    topic_id: Mapped[int] = mapped_column(sa.ForeignKey("topic.id"), index=True)
    subject_kind: Mapped[str]
    subject_id: Mapped[int]
    number: Mapped[int]  # 1, 2, 3 … within its subject
    words: Mapped[dict[str, Any]]  # column name → text
    at: Mapped[datetime] = mapped_column(index=True)
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    why: Mapped[str] = mapped_column(default="")
    suggestion_id: Mapped[int | None] = mapped_column(sa.ForeignKey("suggestion.id"), default=None)
