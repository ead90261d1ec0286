"""The list of watched words, as the changes that two people made to it."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class WordChange(Model):
    """A word put on the list or taken off it, by one person, and what another said to that.

    Never altered but by the second person's answer: the rows are the log. A word is on the list
    while its newest agreed change adds it.
    """

    __tablename__ = "word_change"
    __table_args__ = (
        sa.CheckConstraint(
            "answered_by_id IS NULL OR answered_by_id <> proposed_by_id", name="two_people"
        ),
        sa.CheckConstraint("does IN ('block', 'hold', 'warn')", name="does"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(index=True)  # as people read it; compared without accents
    adds: Mapped[bool]
    does: Mapped[str]  # rules.intake.words.Does
    reason: Mapped[str]  # the house rule that it breaks, as moderation.rules.Reason names it
    except_in: Mapped[str] = mapped_column(default="")  # phrases where it is harmless, one a line
    why: Mapped[str]
    proposed_by_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"))
    proposed_at: Mapped[datetime]
    answered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    agreed: Mapped[bool | None] = mapped_column(default=None)  # None: waits for the second person
