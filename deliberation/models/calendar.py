"""What stands in calendars, what it said before, and private calendar addresses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Clp, Region
from core import text
from core.db import Model
from core.subjects import NOBODY, PUBLIC, Subject
from deliberation.rules.calendar import ON_SHOW, EntryState

WIDE = "calendars"  # the page version of every entry of a region or the whole party


class CalendarEntry(Subject, kind="entry"):
    """Something that takes place, in the calendar of a CLP, a region or (neither) everybody.

    It ends after it starts, within 31 days. `changes` counts how often it was changed since it was
    approved. Never deleted: refused or cancelled, with the reason.
    """

    __tablename__ = "calendar_entry"
    date_column = "added_at"
    __table_args__ = (
        sa.CheckConstraint("starts_at < ends_at", name="starts_before_it_ends"),
        sa.CheckConstraint("clp_id IS NULL OR region_id IS NULL", name="one_calendar"),
        sa.CheckConstraint("only_clp = false OR clp_id IS NOT NULL", name="kept_to_a_clp"),
        sa.Index("ix_calendar_entry_clp_id_starts_at", "clp_id", "starts_at"),
        sa.Index("ix_calendar_entry_region_id_starts_at", "region_id", "starts_at"),
    )

    clp_id: Mapped[int | None] = mapped_column(sa.ForeignKey("clp.id"), default=None)
    region_id: Mapped[int | None] = mapped_column(sa.ForeignKey("region.id"), default=None)
    only_clp: Mapped[bool] = mapped_column(default=False)
    is_meeting: Mapped[bool] = mapped_column(default=False)  # a meeting can have a record
    title: Mapped[str]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    venue: Mapped[str] = mapped_column(default="")
    how_to_join: Mapped[str] = mapped_column(default="")  # plain text: a link, a number to ring
    words: Mapped[str] = mapped_column(default="")  # Markdown
    html: Mapped[str] = mapped_column(default="")  # of `words`, rendered when they were saved
    state: Mapped[str] = mapped_column(default=EntryState.PROPOSED.value)
    author_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), index=True)
    added_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    because: Mapped[str] = mapped_column(default="")  # why it was refused or cancelled
    changed_at: Mapped[datetime]
    changes: Mapped[int] = mapped_column(default=0)
    clp: Mapped[Clp | None] = relationship(lazy="joined")
    region: Mapped[Region | None] = relationship(lazy="joined")

    @property
    def heading(self) -> str:
        """Its title."""
        return self.title

    @property
    def body(self) -> str:
        """Where it is, and its words."""
        return " ".join(filter(None, (self.venue, text.plain(self.words))))

    @property
    def url(self) -> str:
        """Its own page."""
        return f"/entries/{self.id}"

    def pages(self) -> Iterable[str]:
        """Its own page, and the calendars in which it stands."""
        yield f"entry:{self.id}"
        yield f"clp:{self.clp.slug}" if self.clp is not None else WIDE

    @property
    def audience(self) -> str:
        """Nobody until it is approved; then everybody, unless the CLP keeps it to itself."""
        if EntryState(self.state) not in ON_SHOW:
            return NOBODY
        return f"clp:{self.clp_id}" if self.only_clp else PUBLIC

    @property
    def clp_of(self) -> int | None:
        """The CLP in whose calendar it stands."""
        return self.clp_id

    @property
    def author_of(self) -> int | None:
        """Who added it."""
        return self.author_id

    @property
    def author_named(self) -> int | None:
        """Nobody: its page does not name them."""
        return None

    @property
    def region_of(self) -> int | None:
        """The region in whose calendar it stands."""
        return self.region_id

    @classmethod
    def wheres(cls, subjects: Sequence[Self]) -> dict[int, str]:
        """Whose calendar each stands in. No statement."""
        return {entry.id: entry.calendar for entry in subjects}

    @property
    def calendar(self) -> str:
        """Whose calendar it stands in, by name."""
        if self.clp is not None:
            return self.clp.name
        return self.region.name if self.region is not None else "The whole party"


class EntryVersion(Model):
    """What an entry said before it was changed. Never changed, never deleted."""

    __tablename__ = "entry_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(sa.ForeignKey("calendar_entry.id"), index=True)
    said: Mapped[dict[str, Any]]  # rules.calendar.Said, as text
    ended_at: Mapped[datetime]  # when something else took its place
    changed_by_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"))


class CalendarAddress(Model):
    """A member's private calendar address, for what their CLP keeps to its members.

    The address itself is made from `made_at` with the site's key, so nobody who reads this row can
    use it; making a new one ends the old.
    """

    __tablename__ = "calendar_address"

    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True)
    made_at: Mapped[datetime]
