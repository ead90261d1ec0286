"""What a prompt brings about for a time: a steelman slot, and a point that is “also said”."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model
from core.subjects import Subject
from wiki.models.on_topic import OnTopic
from wiki.models.topics import pages_showing


class Steelman(OnTopic, Subject, kind="steelman"):
    """What members who are not here would say, written by a steward from a source.

    It is nobody's voice and stands in no table that voices, lanes, shares or detectors read. One
    for each side of an option at a time. `holder_kind` and `holder_id` name the post or argument
    of the first member who holds the view; from then on that stands in its place.
    """

    __tablename__ = "steelman"
    date_column = "written_at"
    __table_args__ = (
        sa.Index(
            "uq_steelman_standing",
            "option_id",
            "position",
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        ),
    )

    case_id: Mapped[int] = mapped_column(sa.ForeignKey("moderation_case.id"))
    topic_id: Mapped[int] = mapped_column(sa.ForeignKey("topic.id"))
    option_id: Mapped[int] = mapped_column(sa.ForeignKey("option.id"))
    option_title: Mapped[str]  # as it was called when this was written
    position: Mapped[str]
    words: Mapped[str]
    source: Mapped[str]
    author_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"))
    written_at: Mapped[datetime]
    until: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    holder_kind: Mapped[str | None] = mapped_column(default=None)
    holder_id: Mapped[int | None] = mapped_column(default=None)

    @property
    def heading(self) -> str:
        """Which view, of what."""
        return f"The case {self.position} “{self.option_title}”, for members who are not here"

    @property
    def body(self) -> str:
        """Its words and its source."""
        return f"{self.words}\nSource: {self.source}"

    @property
    def url(self) -> str:
        """Its own page."""
        return f"/steelmen/{self.id}"

    def pages(self) -> Iterable[str]:
        """The topic page."""
        return pages_showing(self.topic_id)

    @property
    def position_of(self) -> str | None:
        """None: it is not the view of whoever wrote it."""
        return None


class SteelmanAnswer(Model):
    """A member who holds the view says whether it was put fairly; once."""

    __tablename__ = "steelman_answer"

    steelman_id: Mapped[int] = mapped_column(sa.ForeignKey("steelman.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True)
    is_mine: Mapped[bool]  # False: “not quite”, and their own words became a post
    answered_at: Mapped[datetime]


class AlsoSaid(Model):
    """A post or argument that few have seen, shown at the top for some days.

    With its option on the topic page and in every thread about it; without one in its thread.
    """

    __tablename__ = "also_said"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("moderation_case.id"))
    subject_kind: Mapped[str]
    subject_id: Mapped[int]
    option_id: Mapped[int | None] = mapped_column(sa.ForeignKey("option.id"), default=None)
    thread_id: Mapped[int | None] = mapped_column(sa.ForeignKey("thread.id"), default=None)
    pinned_at: Mapped[datetime]
    until: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(default=None, index=True)
