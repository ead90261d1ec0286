"""Options and arguments: every point of view is a row with its own identity and history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core import text
from core.db import Model, db
from core.subjects import Subject
from wiki.models.on_topic import OnTopic
from wiki.models.topics import Topic, pages_showing


class Archivable:
    """The columns of a view that editors can archive. Hiding, by moderators, is another matter."""

    archived_at: Mapped[datetime | None] = mapped_column(default=None)
    archived_because: Mapped[str | None] = mapped_column(default=None)  # the sentence in its place
    merged_into_id: Mapped[int | None] = mapped_column(default=None)  # the view it lives on in

    # The newest removal that is open or in effect. No foreign key: SQLite could only add one by
    # copying the table, which would lose its other constraints.
    removal_id: Mapped[int | None] = mapped_column(default=None)


class Option(OnTopic, Archivable, Subject, kind="option"):
    """One answer to the question of a topic."""

    __tablename__ = "option"
    date_column = "added_at"

    topic_id: Mapped[int] = mapped_column(sa.ForeignKey("topic.id"), index=True)
    title: Mapped[str]
    text: Mapped[str] = mapped_column(default="")  # Markdown
    html: Mapped[str] = mapped_column(default="")
    stakes: Mapped[str] = mapped_column(default="", server_default="")  # see rules.stakes
    position: Mapped[int] = mapped_column(default=0)
    author_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    named: Mapped[bool] = mapped_column(default=True)  # False: credited as “a member”
    revision: Mapped[int] = mapped_column(default=0)
    added_at: Mapped[datetime]
    # What moderators show beside it for a time, ready made: {kind, side, words, by, source, url}.
    beside: Mapped[list[Any] | None] = mapped_column(sa.JSON(none_as_null=True), default=None)
    label: Mapped[str | None] = mapped_column(default=None)  # what moderators say beside it
    topic: Mapped[Topic] = relationship()

    @property
    def heading(self) -> str:
        """The answer in one line."""
        return self.title

    @property
    def body(self) -> str:
        """What it means, as plain words."""
        return text.plain(self.text)

    @property
    def url(self) -> str:
        """Leads to its section of the topic page."""
        return f"/options/{self.id}"

    def pages(self) -> Iterable[str]:
        """The topic page, and the contents pages that count it."""
        return pages_showing(self.topic_id)

    def parts(self) -> Iterable[tuple[str, int]]:
        """Its arguments and members' own words for it. 2 statements."""
        for kind in (Argument.kind, "own_words"):
            table = Model.metadata.tables[kind]
            ids = db.session.scalars(sa.select(table.c.id).where(table.c.option_id == self.id))
            yield from ((kind, id_) for id_ in ids)

    @classmethod
    def is_shown(cls) -> sa.ColumnElement[bool]:
        """Nor is its topic hidden."""
        return sa.and_(cls.hidden_at.is_(None), cls.topic.has(Topic.hidden_at.is_(None)))

    @classmethod
    def wheres(cls, subjects: Sequence[Self]) -> dict[int, str]:
        """The home trail of each one's topic, and whether it is archived. 1 statement."""
        return _marked(super().wheres(subjects), subjects)


class Argument(OnTopic, Archivable, Subject, kind="argument"):
    """One reason for or against one option."""

    __tablename__ = "argument"
    date_column = "added_at"
    __table_args__ = (
        sa.CheckConstraint("side IN ('for', 'against')", name="side"),
        sa.CheckConstraint("length(claim) <= 180", name="claim_length"),
    )

    topic_id: Mapped[int] = mapped_column(sa.ForeignKey("topic.id"), index=True)
    option_id: Mapped[int] = mapped_column(sa.ForeignKey("option.id"), index=True)
    side: Mapped[str]  # rules.Side
    claim: Mapped[str]
    text: Mapped[str] = mapped_column(default="")  # the detail, Markdown
    html: Mapped[str] = mapped_column(default="")
    sources: Mapped[str] = mapped_column(default="")  # one to a line
    author_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("member.id"), index=True, default=None
    )
    named: Mapped[bool] = mapped_column(default=True)  # False: credited as “a member”
    revision: Mapped[int] = mapped_column(default=0)
    added_at: Mapped[datetime]
    label: Mapped[str | None] = mapped_column(default=None)  # what moderators say beside it
    topic: Mapped[Topic] = relationship()
    option: Mapped[Option] = relationship()

    @property
    def heading(self) -> str:
        """The claim."""
        return self.claim

    @property
    def position_of(self) -> str | None:
        """Its side."""
        return self.side

    @property
    def body(self) -> str:
        """Detail and sources as plain words."""
        return "\n".join(part for part in (text.plain(self.text), self.sources) if part)

    @property
    def url(self) -> str:
        """Its own page."""
        return f"/arguments/{self.id}"

    def pages(self) -> Iterable[str]:
        """Its own page, the topic page, and the contents pages that mark empty sides."""
        return (f"argument:{self.id}", *pages_showing(self.topic_id))

    @classmethod
    def is_shown(cls) -> sa.ColumnElement[bool]:
        """Nor are its option and its topic hidden."""
        return sa.and_(
            cls.hidden_at.is_(None),
            cls.option.has(Option.hidden_at.is_(None)),
            cls.topic.has(Topic.hidden_at.is_(None)),
        )

    @classmethod
    def wheres(cls, subjects: Sequence[Self]) -> dict[int, str]:
        """The home trail of each one's topic, and whether it is archived. 1 statement."""
        return _marked(super().wheres(subjects), subjects)


def _marked(wheres: dict[int, str], subjects: Sequence[Option | Argument]) -> dict[int, str]:
    return {one.id: wheres[one.id] + (" (archived)" if one.archived_at else "") for one in subjects}
