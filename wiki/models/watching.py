"""Watching: who wants to hear of which topics, and in which branches an event happened."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model
from wiki.models.topics import STAYS
from wiki.rules.watching import Rhythm


class Watch(Model):
    """A member watches a topic, alone or with all that stands under it, now and later."""

    __tablename__ = "watch"

    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True)
    topic_id: Mapped[int] = mapped_column(sa.ForeignKey("topic.id"), primary_key=True, index=True)
    whole_branch: Mapped[bool]
    begun_at: Mapped[datetime]


class Watcher(Model):
    """How a member who watches is told, how far they have been told, and how far they have read."""

    __tablename__ = "watcher"

    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True)
    rhythm: Mapped[str] = mapped_column(default=Rhythm.WEEKLY.value)
    due_at: Mapped[datetime] = mapped_column(index=True)  # of the next mail
    told_up_to: Mapped[int] = mapped_column(default=0)  # event id
    read_up_to: Mapped[int] = mapped_column(default=0)  # event id


class EventBranch(Model):
    """An event happened in the branch that begins at this topic, as the tree stood at that moment.

    Written with the event, so that watching a branch means what stood in it then, however often
    topics have moved since.
    """

    __tablename__ = "event_branch"

    topic_id: Mapped[int] = mapped_column(sa.ForeignKey("topic.id"), primary_key=True, info=STAYS)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"), primary_key=True, index=True)
    is_own: Mapped[bool]  # the topic itself, not one above it
