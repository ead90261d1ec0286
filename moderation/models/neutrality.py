"""What the neutrality audit counted, quarter by quarter."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.subjects import MEMBERS, Subject


class NeutralityAudit(Subject, kind="neutrality_audit"):
    """One quarter: contributions written and hidden by position. Counted anew after an appeal."""

    __tablename__ = "neutrality_audit"

    quarter: Mapped[str] = mapped_column(unique=True)  # “2026-Q3”
    counted_at: Mapped[datetime]
    # position -> {"written": …, "hidden": …, "evidence": …, "alerts": …}
    figures: Mapped[dict[str, Any]] = mapped_column(sa.JSON())
    alerted_at: Mapped[datetime | None] = mapped_column(default=None)

    @property
    def heading(self) -> str:
        """What it is."""
        return f"Neutrality audit {self.quarter}"

    @property
    def body(self) -> str:
        """Nothing more."""
        return ""

    @property
    def url(self) -> str:
        """The page of all quarters."""
        return "/moderation/neutrality"

    @property
    def audience(self) -> str:
        """Members."""
        return MEMBERS
