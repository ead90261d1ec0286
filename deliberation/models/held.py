"""Posts that a person looks at before they appear."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from accounts.models import Clp
from core import text
from core.db import Model
from core.subjects import NOBODY, Subject


class HeldPost(Subject, kind="held_post"):
    """A post, or the first of a discussion or proposal, that waits for a human check.

    It is no post yet: no row of threads or posts tells of it, so no list, count, search, feed, mail
    or export of others can. `facts` is what `intake.publish` needs to let it appear as if it were
    written then. It is seen by its author and the stewards of its case.
    """

    __tablename__ = "held_post"
    __table_args__ = (
        sa.CheckConstraint("does IN ('reply', 'thread', 'proposal')", name="does"),
        sa.CheckConstraint(
            "state IN ('waiting', 'edit_asked', 'published', 'refused', 'withdrawn')", name="state"
        ),
    )

    does: Mapped[str]  # rules.intake.Does
    state: Mapped[str] = mapped_column(default="waiting")  # rules.held.State
    author_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), index=True)
    thread_id: Mapped[int | None] = mapped_column(  # that it is for, or that it has begun
        sa.ForeignKey("thread.id"), default=None
    )
    clp_id: Mapped[int | None] = mapped_column(sa.ForeignKey("clp.id"), default=None)
    title: Mapped[str]  # of its discussion
    text: Mapped[str]  # Markdown
    position: Mapped[str | None] = mapped_column(default=None)  # rules.Position
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    because: Mapped[str]  # rules.intake.Because
    sentence: Mapped[str]  # why, as its author reads it
    like_url: Mapped[str] = mapped_column(default="")  # of what it repeats
    held_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    became_url: Mapped[str] = mapped_column(default="")

    @property
    def heading(self) -> str:
        """Where it is to stand."""
        return f"“{self.title}”" if self.does != "reply" else f"A post for “{self.title}”"

    @property
    def body(self) -> str:
        """Its words."""
        return text.plain(self.text)

    @property
    def url(self) -> str:
        """Its page, for its author."""
        return f"/held/{self.id}"

    @property
    def audience(self) -> str:
        """Nobody but its author, and stewards through its case."""
        return NOBODY

    @property
    def clp_of(self) -> int | None:
        """The CLP in whose forum it is to stand."""
        return self.clp_id

    @property
    def author_of(self) -> int | None:
        """Who wrote it."""
        return self.author_id

    @property
    def position_of(self) -> str | None:
        """What its author takes in it."""
        return self.position if self.position in {"for", "against", "unsure"} else None


class SaidLately(Model):
    """What a member said in the last day, as numbers only: to know the same words again.

    `digest` is of all its words, `shingles` are the first four bytes of a hash of every three words
    in a row, sorted. The worker throws away what is older than a day.
    """

    __tablename__ = "said_lately"
    __table_args__ = (sa.Index("ix_said_lately_member_id_at", "member_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"))
    at: Mapped[datetime] = mapped_column(index=True)
    url: Mapped[str]
    digest: Mapped[str]
    shingles: Mapped[bytes]


class ClpForum(Model):
    """What a CLP has chosen for its forum; without a row, nothing is held there."""

    __tablename__ = "clp_forum"

    clp_id: Mapped[int] = mapped_column(sa.ForeignKey(Clp.id), primary_key=True)
    holds_first_posts: Mapped[bool] = mapped_column(default=False)
    chosen_at: Mapped[datetime]
    chosen_by_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"))
