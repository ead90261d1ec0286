"""Attachments: pictures and files of a topic. What is in a file stands in a table of its own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Model
from core.subjects import Subject
from wiki.models.on_topic import OnTopic
from wiki.models.suggestions import Suggestion
from wiki.models.topics import Topic
from wiki.rules import TAKEN_IN, files


class FileContent(Model):
    """The bytes of a file, once however often it is attached."""

    __tablename__ = "file_content"

    hash: Mapped[str] = mapped_column(primary_key=True)  # SHA-256, hexadecimal
    content: Mapped[bytes]


class Attachment(OnTopic, Subject, kind="attachment"):
    """A picture or file of a topic. With a suggestion it waits for the editors, as that does."""

    __tablename__ = "attachment"

    topic_id: Mapped[int] = mapped_column(sa.ForeignKey("topic.id"), index=True)
    suggestion_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("suggestion.id"), index=True, default=None
    )
    name: Mapped[str]  # of the file, cleaned
    description: Mapped[str] = mapped_column(default="")  # what a picture shows, for who cannot see
    media_type: Mapped[str]  # of files.TYPES
    size: Mapped[int]  # bytes
    width: Mapped[int] = mapped_column(default=0)  # pixels; 0 when it is no picture
    height: Mapped[int] = mapped_column(default=0)
    content_hash: Mapped[str] = mapped_column(sa.ForeignKey("file_content.hash"))
    author_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    added_at: Mapped[datetime]
    topic: Mapped[Topic] = relationship()
    suggestion: Mapped[Suggestion | None] = relationship()

    @property
    def heading(self) -> str:
        """The name of the file."""
        return self.name

    @property
    def body(self) -> str:
        """What it shows."""
        return self.description

    @property
    def url(self) -> str:
        """The page about it."""
        return f"/attachments/{self.id}"

    @property
    def file_url(self) -> str:
        """The file itself; another content has another address."""
        return files.file_url(self.id, self.content_hash, self.name)

    @property
    def is_picture(self) -> bool:
        """Whether it can be shown in a text."""
        return self.width > 0

    @property
    def is_taken_in(self) -> bool:
        """Whether it belongs to the topic, not only to a suggestion."""
        return self.suggestion is None or self.suggestion.state in TAKEN_IN

    def pages(self) -> Iterable[str]:
        """Its own page, the topic's, and the suggestion's it came with."""
        names = [f"attachment:{self.id}", f"topic:{self.topic_id}"]
        return [*names, f"suggestion:{self.suggestion_id}"] if self.suggestion_id else names

    @classmethod
    def is_shown(cls) -> sa.ColumnElement[bool]:
        """Nor is its topic hidden, nor does it wait for the editors."""
        taken_in = cls.suggestion.has(Suggestion.state.in_(sorted(TAKEN_IN)))
        return sa.and_(
            cls.hidden_at.is_(None),
            cls.topic.has(Topic.hidden_at.is_(None)),
            sa.or_(cls.suggestion_id.is_(None), taken_in),
        )
