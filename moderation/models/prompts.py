"""What detectors remember between two looks."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class Sighting(Model):
    """What a detector sees now in a subject, and since when: most must last a day to be raised."""

    __tablename__ = "sighting"

    detector: Mapped[str] = mapped_column(primary_key=True)
    subject_kind: Mapped[str] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    aspect: Mapped[str] = mapped_column(primary_key=True)  # Finding.aspect
    level: Mapped[str]  # detectors.Level
    figures: Mapped[dict[str, Any]]  # Finding.stored, as they are now
    since: Mapped[datetime]

    __table_args__ = (sa.Index("ix_sighting_subject", "subject_kind", "subject_id"),)


class Look(Model):
    """The detectors look at this subject at this time or soon after; without a row, not at all.

    A row appears when something in the subject changes, and when what was seen there must ripen.
    """

    __tablename__ = "look"

    subject_kind: Mapped[str] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    due_at: Mapped[datetime]

    __table_args__ = (sa.Index("ix_look_due", "subject_kind", "due_at"),)
