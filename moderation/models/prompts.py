"""What detectors remember between two looks."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class Sighting(Model):
    """A gap that a detector sees now, and since when: it must last a day before it is raised."""

    __tablename__ = "sighting"

    detector: Mapped[str] = mapped_column(primary_key=True)
    option_id: Mapped[int] = mapped_column(sa.ForeignKey("option.id"), primary_key=True)
    position: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime]
