"""Watching: who wants to hear of what happens in which things, and what happened in them."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class Watch(Model):
    """A member watches a subject, alone or with all that stands under it, now and later."""

    __tablename__ = "notice_watch"
    __table_args__ = (sa.Index("ix_notice_watch_subject", "subject_kind", "subject_id"),)

    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True)
    subject_kind: Mapped[str] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(primary_key=True)
    whole_branch: Mapped[bool]
    begun_at: Mapped[datetime]


class Happening(Model):
    """An event happened in this thing: a post in a thread, an option in a topic and those above.

    Written with the event, as things stood at that moment, so that watching a branch means what
    stood in it then, however often topics have moved since.
    """

    __tablename__ = "notice_happening"

    subject_kind: Mapped[str] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"), primary_key=True, index=True)
    is_own: Mapped[bool]  # of the thing itself, not of one that stands under it
