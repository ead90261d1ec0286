"""What the officers of a CLP announce, and what it said before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Self

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Clp
from core import text
from core.db import Model
from core.subjects import Subject


class Announcement(Subject, kind="announcement"):
    """On the home page of a CLP up to and including the day `last_day`, or until it is ended."""

    __tablename__ = "announcement"
    date_column = "posted_at"
    __table_args__ = (sa.Index("ix_announcement_clp_id_last_day", "clp_id", "last_day"),)

    clp_id: Mapped[int] = mapped_column(sa.ForeignKey("clp.id"))
    title: Mapped[str]
    words: Mapped[str]  # Markdown
    html: Mapped[str] = mapped_column(default="")  # of `words`, rendered when they were saved
    pinned: Mapped[int] = mapped_column(default=0)  # place among those on top; 0: below them
    last_day: Mapped[date]  # in British time
    author_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), index=True)
    posted_at: Mapped[datetime]
    changed_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)  # before its last day
    ended_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    clp: Mapped[Clp] = relationship(lazy="joined", innerjoin=True)

    @property
    def heading(self) -> str:
        """Its title."""
        return self.title

    @property
    def body(self) -> str:
        """Its words."""
        return text.plain(self.words)

    @property
    def url(self) -> str:
        """Its own page, which stays."""
        return f"/announcements/{self.id}"

    def pages(self) -> Iterable[str]:
        """Its own page and its CLP's."""
        return (f"announcement:{self.id}", f"clp:{self.clp.slug}")

    @property
    def clp_of(self) -> int | None:
        """Whose officers say it."""
        return self.clp_id

    @classmethod
    def wheres(cls, subjects: Sequence[Self]) -> dict[int, str]:
        """Whose each is. No statement."""
        return {made.id: made.clp.name for made in subjects}

    @property
    def author_of(self) -> int | None:
        """The officer who posted it."""
        return self.author_id


class AnnouncementVersion(Model):
    """What an announcement said before it was changed. Never changed, never deleted."""

    __tablename__ = "announcement_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    announcement_id: Mapped[int] = mapped_column(sa.ForeignKey("announcement.id"), index=True)
    title: Mapped[str]
    words: Mapped[str]
    last_day: Mapped[date]
    written_at: Mapped[datetime]
