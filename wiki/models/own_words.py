"""Own words: what those who stand for an option say of it, and nobody else may change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core import text
from core.subjects import Subject
from wiki.models.on_topic import OnTopic
from wiki.models.topics import Topic, pages_showing
from wiki.models.views import Option


class OwnWords(OnTopic, Subject, kind="own_words"):
    """One member's words for one option. Editors may put a note beside them, and no more."""

    __tablename__ = "own_words"
    date_column = "written_at"
    __table_args__ = (sa.UniqueConstraint("option_id", "author_id"),)

    topic_id: Mapped[int] = mapped_column(sa.ForeignKey("topic.id"), index=True)
    option_id: Mapped[int] = mapped_column(sa.ForeignKey("option.id"))
    author_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), index=True)
    named: Mapped[bool] = mapped_column(default=True)  # False: credited as “a member”
    text: Mapped[str]  # Markdown, at most 150 words
    html: Mapped[str] = mapped_column(default="")
    revision: Mapped[int] = mapped_column(default=0)
    written_at: Mapped[datetime]  # of the present words
    withdrawn_at: Mapped[datetime | None] = mapped_column(default=None)  # by the author
    note: Mapped[str] = mapped_column(default="")  # of the editors; plain
    noted_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    noted_at: Mapped[datetime | None] = mapped_column(default=None)
    option: Mapped[Option] = relationship()

    @property
    def heading(self) -> str:
        """The option they are about."""
        return self.option.title

    @property
    def body(self) -> str:
        """The words as plain text."""
        return text.plain(self.text)

    @property
    def url(self) -> str:
        """Their own page."""
        return f"/own-words/{self.id}"

    def pages(self) -> Iterable[str]:
        """The topic page."""
        return pages_showing(self.topic_id)

    @classmethod
    def is_shown(cls) -> sa.ColumnElement[bool]:
        """Neither withdrawn nor hidden, nor is their option or its topic."""
        shown = cls.option.has(
            sa.and_(Option.hidden_at.is_(None), Option.topic.has(Topic.hidden_at.is_(None)))
        )
        return sa.and_(cls.hidden_at.is_(None), cls.withdrawn_at.is_(None), shown)
