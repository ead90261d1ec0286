"""The record of a meeting: what it takes up, what came of it, who signed it, who corrects it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Model, db
from core.subjects import PUBLIC, Subject
from deliberation.models.calendar import CalendarEntry
from deliberation.models.threads import Thread
from deliberation.rules.meetings import State


class Meeting(Subject, kind="meeting"):
    """What a CLP’s meeting takes up and decides. Made when the first discussion is taken to it.

    What is public is the newest `MeetingVersion`; the columns here are what is being recorded.
    """

    __tablename__ = "meeting"
    date_column = "published_at"
    __table_args__ = (
        sa.CheckConstraint("guests <= attendance", name="guests_are_there"),
        sa.CheckConstraint("attendance - guests <= members", name="members_are_there"),
    )

    entry_id: Mapped[int] = mapped_column(sa.ForeignKey("calendar_entry.id"), unique=True)
    clp_id: Mapped[int] = mapped_column(sa.ForeignKey("clp.id"), index=True)
    state: Mapped[str] = mapped_column(default=State.CALLED.value)
    present: Mapped[int] = mapped_column(default=0)  # members, as the chair counts while it lasts
    attendance: Mapped[int | None] = mapped_column(default=None)  # everyone in the room
    guests: Mapped[int] = mapped_column(default=0)
    members: Mapped[int] = mapped_column(default=0)  # on the CLP's roll when it was recorded
    chair_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    recorded_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    recorded_at: Mapped[datetime | None] = mapped_column(default=None)
    published_at: Mapped[datetime | None] = mapped_column(default=None)  # for the first time
    entry: Mapped[CalendarEntry] = relationship(lazy="joined", innerjoin=True)

    @property
    def heading(self) -> str:
        """The title of its entry."""
        return self.entry.title

    @property
    def body(self) -> str:
        """What was recorded, once it is published, of what everyone may read. 1 statement."""
        if self.published_at is None:
            return ""
        return self.published_words()

    def published_words(self) -> str:
        """The words of the newest version of its record. 1 statement."""
        newest = (
            sa.select(MeetingVersion.said)
            .where(MeetingVersion.meeting_id == self.id)
            .order_by(MeetingVersion.id.desc())
            .limit(1)
        )
        said = db.session.scalar(newest) or {}
        items = [item for item in said.get("items", ()) if not item["only_clp"]]
        return " ".join(f"{item['words']} {item['minority']}".strip() for item in items)

    @property
    def url(self) -> str:
        """Its page."""
        return f"/meetings/{self.id}"

    def pages(self) -> Iterable[str]:
        """Its entry's pages, and every thread that it takes up. 1 statement."""
        yield f"meeting:{self.id}"
        yield from self.entry.pages()
        threads = sa.select(MeetingItem.thread_id).where(MeetingItem.meeting_id == self.id)
        yield from (f"thread:{thread_id}" for thread_id in db.session.scalars(threads))

    @property
    def audience(self) -> str:
        """The CLP until it is published, and if the CLP keeps the meeting to itself."""
        if self.published_at is None or self.entry.only_clp:
            return f"clp:{self.clp_id}"
        return PUBLIC

    @classmethod
    def is_shown(cls) -> sa.ColumnElement[bool]:
        """Nor is its entry, whose title it has."""
        return sa.and_(cls.hidden_at.is_(None), cls.entry.has(CalendarEntry.hidden_at.is_(None)))

    @property
    def clp_of(self) -> int | None:
        """The CLP that met."""
        return self.clp_id

    @property
    def author_of(self) -> int | None:
        """Who recorded it."""
        return self.recorded_by_id

    @property
    def author_named(self) -> int | None:
        """Nobody: its page does not name them."""
        return None

    @classmethod
    def wheres(cls, subjects: Sequence[Self]) -> dict[int, str]:
        """Whose calendar each stands in. No statement."""
        return {meeting.id: meeting.entry.calendar for meeting in subjects}


class MeetingItem(Model):
    """One discussion that a meeting takes up, and what came of it. `hands`: [option, number]."""

    __tablename__ = "meeting_item"
    __table_args__ = (sa.UniqueConstraint("meeting_id", "thread_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id"))
    thread_id: Mapped[int] = mapped_column(sa.ForeignKey("thread.id"), index=True)
    taken_by_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"))
    taken_at: Mapped[datetime]
    decision: Mapped[str | None] = mapped_column(default=None)  # rules.meetings.Decision
    words: Mapped[str] = mapped_column(default="")
    hands: Mapped[list[Any]] = mapped_column(sa.JSON(), default=list)
    minority: Mapped[str] = mapped_column(default="")
    minority_declined: Mapped[bool] = mapped_column(default=False)
    missing: Mapped[str] = mapped_column(default="", server_default="")  # who or what is absent
    thread: Mapped[Thread] = relationship(lazy="joined", innerjoin=True)


class MeetingSignature(Model):
    """One of the two who say that the record is right: the chair, and somebody else."""

    __tablename__ = "meeting_signature"
    __table_args__ = (sa.UniqueConstraint("meeting_id", "as_chair"),)

    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True)
    as_chair: Mapped[bool]
    signed_at: Mapped[datetime]


class MeetingVersion(Model):
    """A record as it was published, after two signatures. Never changed, never deleted."""

    __tablename__ = "meeting_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id"), index=True)
    said: Mapped[dict[str, Any]]  # queries.meetings.said_of
    published_at: Mapped[datetime]


class MeetingCorrection(Model):
    """What a member says is wrong in a published record, and what the officers answered."""

    __tablename__ = "meeting_correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id"), index=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), index=True)
    words: Mapped[str]
    made_at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(default="")
    answered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)


class MeetingStep(Model):
    """What the chair did in the room so that everybody is heard, and when."""

    __tablename__ = "meeting_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id"), index=True)
    step: Mapped[str]  # rules.room.Step
    at: Mapped[datetime]


class Speaker(Model):
    """Somebody in the room, as the chair calls them. Deleted when the record is published."""

    __tablename__ = "speaker"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id"), index=True)
    name: Mapped[str]
    position: Mapped[str] = mapped_column(default="")
    spoken: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime | None] = mapped_column(default=None)  # None: is not waiting
    spoke_at: Mapped[datetime | None] = mapped_column(default=None)
