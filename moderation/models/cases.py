"""A case, and the reports that are joined in it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model
from moderation.rules.cases import WAITING

_IS_WAITING = sa.text("state IN ({})".format(", ".join(f"'{state}'" for state in sorted(WAITING))))


class Case(Model):
    """One thing for a steward to decide, about one subject. Not itself a Subject: it is not public.

    At most one of a kind waits for a subject; what comes later attaches to it. `aspect` tells apart
    cases about different sides of a subject: the position of a prompt, the decision of an appeal.
    """

    __tablename__ = "moderation_case"
    __table_args__ = (
        sa.Index(
            "uq_moderation_case_waiting",
            "kind",
            "subject_kind",
            "subject_id",
            "aspect",
            unique=True,
            sqlite_where=_IS_WAITING,
            postgresql_where=_IS_WAITING,
        ),
        # All that the queue asks of cases, so that it is counted and sorted without their words.
        sa.Index(
            "ix_moderation_case_queue",
            "state",
            "kind",
            "clp_id",
            "is_urgent",
            "due_at",
            "opened_at",
            "shown_from",
            "claimed_by_id",
            "claimed_until",
            "nobody_free_at",
        ),
        sa.Index("ix_moderation_case_subject", "subject_kind", "subject_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(default="open")
    subject_kind: Mapped[str]
    subject_id: Mapped[int]
    aspect: Mapped[str] = mapped_column(default="")
    clp_id: Mapped[int | None] = mapped_column(sa.ForeignKey("clp.id"), default=None)
    author_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    is_urgent: Mapped[bool] = mapped_column(default=False)
    opened_at: Mapped[datetime]
    due_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)  # moves on with every claim and decision
    claimed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    claimed_until: Mapped[datetime | None] = mapped_column(default=None)
    # The words as they stood when the case was opened: they outlive edits and closed accounts.
    evidence: Mapped[dict[str, Any]] = mapped_column(default=dict)
    # When everyone whom it could be given to was found to have a part in it.
    nobody_free_at: Mapped[datetime | None] = mapped_column(default=None)
    duplicate_of: Mapped[int | None] = mapped_column(default=None)  # decided there for both
    # What a prompt saw: the numbers its sentence and its working are made of.
    figures: Mapped[dict[str, Any]] = mapped_column(default=dict)
    # From when on stewards see a prompt; None: at once. Until then nobody does.
    shown_from: Mapped[datetime | None] = mapped_column(default=None)

    # A steward who came upon it themselves, without a report.
    opened_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    # Police, courts and party have done with it; until then nothing of a threat is destroyed.
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    evidence_gone_at: Mapped[datetime | None] = mapped_column(default=None)

    @property
    def is_waiting(self) -> bool:
        """Whether it still needs a decision or a second signature."""
        return self.state in WAITING

    def holder_at(self, at: datetime) -> int | None:
        """The steward who has claimed it, while the lease lasts."""
        if self.claimed_until is None or self.claimed_until <= at:
            return None
        return self.claimed_by_id


class Report(Model):
    """One member's concern. Who made it is told to nobody but the stewards of the case."""

    __tablename__ = "report"
    __table_args__ = (sa.UniqueConstraint("case_id", "reporter_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("moderation_case.id"))
    reporter_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), index=True)
    reason: Mapped[str]
    words: Mapped[str] = mapped_column(default="")
    feels_unsafe: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime]
