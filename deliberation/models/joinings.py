"""Joinings: one proposal becomes part of another, as a duplicate or as part of a composite."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class Joining(Model):
    """The wish that a proposal become part of another, and whether it did.

    Into a composite it happens when that comes out; else when all authors of both have agreed.
    """

    __tablename__ = "joining"

    id: Mapped[int] = mapped_column(primary_key=True)
    from_id: Mapped[int] = mapped_column(sa.ForeignKey("proposal.id"), index=True)
    into_id: Mapped[int] = mapped_column(sa.ForeignKey("proposal.id"), index=True)
    asked_by_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"))
    asked_at: Mapped[datetime]
    why: Mapped[str]
    done_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)  # refused, or undone later


class JoiningAgreement(Model):
    """An author of one of the two proposals agrees that they become one."""

    __tablename__ = "joining_agreement"

    joining_id: Mapped[int] = mapped_column(sa.ForeignKey("joining.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True, index=True)
    at: Mapped[datetime]
