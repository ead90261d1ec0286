"""The public log of the structure: what editors did to topics and places, and how to undo it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model
from wiki.models.topics import STAYS


class StructureChange(Model):
    """One act on the structure. Never changed, never deleted; undoing it is an act too."""

    __tablename__ = "structure_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    act: Mapped[str]  # rules.Act
    topic_id: Mapped[int] = mapped_column(sa.ForeignKey("topic.id"), index=True, info=STAYS)
    said: Mapped[str]  # what was done, in one sentence, with the titles of that day
    why: Mapped[str] = mapped_column(default="")
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    at: Mapped[datetime]
    steps: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON())  # see actions.steps
    undoes_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("structure_change.id"), unique=True, default=None
    )
