"""What stewards and editors say a discussion has come to, and what members say that misses."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core import text
from core.subjects import Subject
from deliberation.models.threads import OfThread, Thread


class Summary(OfThread, Subject, kind="summary"):
    """One version of the summary of a thread; the one with the highest number holds."""

    __tablename__ = "summary"
    __table_args__ = (sa.UniqueConstraint("thread_id", "number"),)

    thread_id: Mapped[int] = mapped_column(sa.ForeignKey("thread.id"))
    number: Mapped[int]
    text: Mapped[str]  # Markdown
    html: Mapped[str] = mapped_column(default="")
    covers: Mapped[int]  # the number of the last post it takes in
    why: Mapped[str] = mapped_column(default="")  # what changed, in the writer's words
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), index=True)
    written_at: Mapped[datetime]
    thread: Mapped[Thread] = relationship(lazy="joined", innerjoin=True)

    @property
    def heading(self) -> str:
        """Which discussion it sums up."""
        return f"Summary of “{self.thread.title}”"

    @property
    def body(self) -> str:
        """Its words."""
        return text.plain(self.text)

    @property
    def url(self) -> str:
        """Its place among the versions."""
        return f"/threads/{self.thread_id}/summary#v{self.number}"

    @property
    def author_of(self) -> int | None:
        """Who wrote it."""
        return self.by_id


class Omission(OfThread, Subject, kind="omission"):
    """“This misses …”: what a member says is not in the summary, until the next version answers."""

    __tablename__ = "omission"

    thread_id: Mapped[int] = mapped_column(sa.ForeignKey("thread.id"), index=True)
    summary_id: Mapped[int] = mapped_column(sa.ForeignKey("summary.id"))  # the version it is about
    text: Mapped[str]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), index=True)
    said_at: Mapped[datetime]
    answered_in_id: Mapped[int | None] = mapped_column(sa.ForeignKey("summary.id"), default=None)
    answer: Mapped[str] = mapped_column(default="")  # "" when it was taken up
    thread: Mapped[Thread] = relationship(lazy="joined", innerjoin=True)

    @property
    def heading(self) -> str:
        """What it is about."""
        return f"What a summary of “{self.thread.title}” misses"

    @property
    def body(self) -> str:
        """Its words."""
        return self.text

    @property
    def url(self) -> str:
        """Its place beside the version it is about."""
        return f"/threads/{self.thread_id}/summary#missing-{self.id}"

    @property
    def author_of(self) -> int | None:
        """Who said it."""
        return self.by_id
