"""Points entered for members who are not online, and those who gave theirs without a name."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class Contribution(Model):
    """A post that an officer entered for somebody else. The post's author is the contributor."""

    __tablename__ = "contribution"

    post_id: Mapped[int] = mapped_column(sa.ForeignKey("post.id"), primary_key=True)
    thread_id: Mapped[int] = mapped_column(sa.ForeignKey("thread.id"), index=True)
    clp_id: Mapped[int] = mapped_column(sa.ForeignKey("clp.id"), index=True)
    channel: Mapped[str]  # rules.contributions.Channel
    entered_by_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), index=True)
    entered_at: Mapped[datetime]


class StandIn(Model):
    """The author shown for a member who gave no name: one for each person and discussion.

    `voice` is a keyed hash of both. Whoever has no key cannot tell who it is, nor that the
    stand-ins of two discussions are one person; with it, the counts know one voice when they
    meet it again (`voices`).
    """

    __tablename__ = "stand_in"

    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True)
    discussion: Mapped[str]  # rules.contributions.discussion_of, when it was made
    voice: Mapped[str] = mapped_column(unique=True)
