"""What came of prompts, shown and held back, and how sure a detector must be."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class Outcome(Model):
    """What was there when a prompt was raised, and a week later. Held back or shown alike.

    Gaps and evidence stand only for detectors that compare voices with ballots. `first_voice_hours`
    is None while nobody who holds the view has newly said so.
    """

    __tablename__ = "prompt_outcome"

    case_id: Mapped[int] = mapped_column(sa.ForeignKey("moderation_case.id"), primary_key=True)
    detector: Mapped[str]
    held_back: Mapped[bool]
    raised_at: Mapped[datetime] = mapped_column(index=True)
    gap_before: Mapped[float | None] = mapped_column(default=None)  # share of ballots − of voices
    gap_after: Mapped[float | None] = mapped_column(default=None)
    evidence_after: Mapped[float | None] = mapped_column(default=None)
    first_voice_hours: Mapped[float | None] = mapped_column(default=None)
    new_speakers: Mapped[int | None] = mapped_column(default=None)
    measured_at: Mapped[datetime | None] = mapped_column(default=None, index=True)


class Strictness(Model):
    """From this moment on a detector must be this many times as sure. Never changed, only added."""

    __tablename__ = "detector_strictness"

    id: Mapped[int] = mapped_column(primary_key=True)
    detector: Mapped[str] = mapped_column(index=True)
    factor: Mapped[float]
    since: Mapped[datetime]
    acted: Mapped[int]  # of the answered prompts that it was raised for
    wrong: Mapped[int]
