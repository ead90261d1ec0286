"""How members took what prompts brought them, counted without them."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class Reaction(Model):
    """How many people so took, on one day, what prompts of one detector brought them.

    It names nobody, no prompt and no hour, and is all that is left of a “never”: the agreement is
    deleted, and nobody notes why.
    """

    __tablename__ = "prompt_reaction"

    detector: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    said: Mapped[str] = mapped_column(primary_key=True)  # rules.reactions.Said
    people: Mapped[int]
