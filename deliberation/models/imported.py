"""What was brought in from elsewhere, by its name there, so that nothing comes in twice."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class Imported(Model):
    """A thread, post or person of an import: `key` is its name in `source` ("post:17")."""

    __tablename__ = "imported"

    source: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    subject_id: Mapped[int]
