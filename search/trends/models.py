"""What the worker counted. Made anew from what people wrote; nothing here names anybody."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model

PAGE = "trends"  # the page version that moves on with every count


class TrendQuarter(Model):
    """A quarter that was counted. Stale once something of it has changed since."""

    __tablename__ = "trend_quarter"

    quarter: Mapped[str] = mapped_column(primary_key=True)
    counted_at: Mapped[datetime]
    is_stale: Mapped[bool] = mapped_column(default=False)


class TrendPlace(Model):
    """How many people wrote in a place in a quarter."""

    __tablename__ = "trend_place"

    quarter: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(primary_key=True)  # places.Place.key
    writers: Mapped[int]


class TrendWord(Model):
    """How many people used a word in a place in a quarter; none that too few used."""

    __tablename__ = "trend_word"
    __table_args__ = (sa.Index("ix_trend_word_best", "quarter", "place", "evidence"),)

    quarter: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(primary_key=True)
    stem: Mapped[str] = mapped_column(primary_key=True)
    word: Mapped[str]  # as most of them wrote it
    here: Mapped[int]
    elsewhere: Mapped[int]  # people; for the party as a whole: in the year before
    evidence: Mapped[float]  # keyness.Use.evidence
