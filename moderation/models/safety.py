"""What safety officers note in a case: who read its evidence, and to whom it was handed."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class SafetyEntry(Model):
    """One line of the history of a safety case. Never changed, never deleted."""

    __tablename__ = "safety_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("moderation_case.id"), index=True)
    kind: Mapped[str]  # rules.safety.Entry
    words: Mapped[str] = mapped_column(default="")
    handed_to: Mapped[str] = mapped_column(default="")  # the body and their reference
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"))
    at: Mapped[datetime]
