"""What keeps the public log honest: a fingerprint for each day, and notes beside its lines."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class LogDay(Model):
    """The fingerprint of one day of the log, chained to the day before. Never changed."""

    __tablename__ = "log_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    form: Mapped[int]  # of the facts, as `actions.chain` makes them: days keep the one they had
    facts: Mapped[int]  # how many stand in it
    fingerprint: Mapped[str]
    closed_at: Mapped[datetime]


class LogNote(Model):
    """A correction beside a line of the log, which itself is never edited."""

    __tablename__ = "log_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(sa.ForeignKey("decision.id"), index=True)
    words: Mapped[str]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"))
    signed_as: Mapped[str]
    made_at: Mapped[datetime]
