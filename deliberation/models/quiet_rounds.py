"""Quiet rounds: everyone says one thing, and nobody reads any of it before all of it is shown."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class QuietRound(Model):
    """Some days in which a thread takes sealed texts only, one of each person.

    `seed` and `texts` are known once they are shown: the order can be worked out again by anybody.
    """

    __tablename__ = "quiet_round"
    __table_args__ = (
        sa.Index(
            "uq_quiet_round_open",
            "thread_id",
            unique=True,
            sqlite_where=sa.text("shown_at IS NULL"),
            postgresql_where=sa.text("shown_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(sa.ForeignKey("thread.id"), index=True)
    opened_by_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"))
    opened_at: Mapped[datetime]
    ends_at: Mapped[datetime] = mapped_column(index=True)
    shown_at: Mapped[datetime | None] = mapped_column(default=None)
    seed: Mapped[str] = mapped_column(default="")
    texts: Mapped[int] = mapped_column(default=0)


class SealedText(Model):
    """What one person handed in to a quiet round. When it is shown its words move into the post.

    `voice` is a keyed hash of the person and the round: with their name or without, on the site or
    on paper, each hands in one. A text that an officer typed says how it came, as a contribution.
    """

    __tablename__ = "sealed_text"
    __table_args__ = (sa.UniqueConstraint("round_id", "voice"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("quiet_round.id"))
    voice: Mapped[str]
    author_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), index=True)
    text: Mapped[str]
    position: Mapped[str | None] = mapped_column(default=None)
    handed_in_at: Mapped[datetime]
    channel: Mapped[str | None] = mapped_column(default=None)  # rules.contributions.Channel
    clp_id: Mapped[int | None] = mapped_column(sa.ForeignKey("clp.id"), default=None)
    entered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    post_id: Mapped[int | None] = mapped_column(sa.ForeignKey("post.id"), index=True, default=None)
