"""What editors settled about synonyms."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.subjects import Subject
from search.synonyms.lines import read

PAGE = "/search/synonyms"


class SynonymChange(Subject, kind="synonym"):
    """A line holds from now on, or no longer does. Public; never altered."""

    __tablename__ = "synonym_change"

    line: Mapped[str] = mapped_column(index=True)  # as str(Line) writes it
    holds: Mapped[bool]
    reason: Mapped[str]
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    at: Mapped[datetime]

    @property
    def heading(self) -> str:
        """The line in words."""
        return read(self.line).said

    @property
    def body(self) -> str:
        """Why."""
        return self.reason

    @property
    def url(self) -> str:
        """Its line in the log."""
        return f"{PAGE}#change-{self.id}"

    @property
    def author_of(self) -> int | None:
        """Who settled it."""
        return self.by_id
