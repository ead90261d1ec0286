"""Amendments: suggestions to the text of a proposal, who supports them, which authors agree."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core import text as words_of
from core.db import Model
from core.subjects import Subject
from deliberation.models.proposals import Proposal
from deliberation.rules.amendments import AmendmentState


class Amendment(Subject, kind="amendment"):
    """Other words for a proposal, made from its revision `base`. Public from when it is sent."""

    __tablename__ = "amendment"

    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposal.id"), index=True)
    state: Mapped[str] = mapped_column(default=AmendmentState.OPEN.value)
    base: Mapped[int]
    summary: Mapped[str]  # as it should be
    text: Mapped[str]  # as it should be, Markdown
    reason: Mapped[str]
    author_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), index=True)
    made_at: Mapped[datetime]
    supports: Mapped[int] = mapped_column(default=0)
    decision: Mapped[str] = mapped_column(default="")  # why it was refused
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)

    @property
    def heading(self) -> str:
        """Which amendment it is."""
        return f"Amendment {self.id}"

    @property
    def body(self) -> str:
        """Its words and its reason."""
        return f"{self.summary}\n{words_of.plain(self.text)}\n{self.reason}"

    @property
    def url(self) -> str:
        """Its own page."""
        return f"/amendments/{self.id}"

    def pages(self) -> Iterable[str]:
        """Its own page and that of its proposal."""
        return (f"amendment:{self.id}", f"proposal:{self.proposal_id}")

    @classmethod
    def is_shown(cls) -> sa.ColumnElement[bool]:
        """Nor is its proposal hidden."""
        out = sa.exists().where(Proposal.id == cls.proposal_id, Proposal.hidden_at.is_(None))
        return sa.and_(cls.hidden_at.is_(None), out)

    @property
    def author_of(self) -> int | None:
        """Who made it."""
        return self.author_id


class AmendmentSupport(Model):
    """A member stands behind an amendment. Shown as a number only."""

    __tablename__ = "amendment_support"

    amendment_id: Mapped[int] = mapped_column(sa.ForeignKey("amendment.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True, index=True)
    at: Mapped[datetime]


class AmendmentAgreement(Model):
    """An author of the proposal agrees to an amendment."""

    __tablename__ = "amendment_agreement"

    amendment_id: Mapped[int] = mapped_column(sa.ForeignKey("amendment.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True, index=True)
    at: Mapped[datetime]
