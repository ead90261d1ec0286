"""National rooms: forums for people from all over the country. An admin makes them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.subjects import Subject


class Room(Subject, kind="room"):
    """One national room. Its slug never changes; closed, it can be read and nothing is started."""

    __tablename__ = "room"

    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str] = mapped_column(unique=True)
    about: Mapped[str] = mapped_column(default="")  # plain text: what belongs here
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    made_at: Mapped[datetime]
    closed_at: Mapped[datetime | None] = mapped_column(default=None)

    @property
    def heading(self) -> str:
        """Its title."""
        return self.title

    @property
    def body(self) -> str:
        """What belongs here."""
        return self.about

    @property
    def url(self) -> str:
        """Its forum."""
        return f"/forums/room/{self.slug}"

    def pages(self) -> Iterable[str]:
        """Its forum, and every page that names rooms."""
        return (f"forum:room:{self.slug}", "rooms")
