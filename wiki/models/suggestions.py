"""Suggestions: what members ask the editors for, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Self

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core import text
from core.subjects import Subject
from wiki import rules
from wiki.models.revisions import Sayable
from wiki.models.topics import Topic, home_trails
from wiki.models.views import Argument, Option


class Suggestion(Subject, kind="suggestion"):
    """A new argument, option or topic, or a better text. Public from the moment it is sent."""

    __tablename__ = "suggestion"
    __table_args__ = (sa.Index("ix_suggestion_state_made_at", "state", "made_at"),)

    asks_for: Mapped[str]  # rules.AsksFor
    state: Mapped[str] = mapped_column(default=rules.State.OPEN.value)
    topic_id: Mapped[int | None] = mapped_column(  # for a new topic: the one it would stand under
        sa.ForeignKey("topic.id"), index=True, default=None
    )
    option_id: Mapped[int | None] = mapped_column(sa.ForeignKey("option.id"), default=None)
    argument_id: Mapped[int | None] = mapped_column(sa.ForeignKey("argument.id"), default=None)
    side: Mapped[str | None] = mapped_column(default=None)
    base: Mapped[int | None] = mapped_column(
        default=None
    )  # revision number a better text began from
    title: Mapped[str]  # claim, option, topic title, or what the better text is about
    text: Mapped[str] = mapped_column(default="")  # Markdown
    html: Mapped[str] = mapped_column(default="")
    sources: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    author_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), index=True)
    named: Mapped[bool] = mapped_column(default=True)
    for_others: Mapped[bool] = mapped_column(default=False)  # a missing view, not the author's own
    made_at: Mapped[datetime]
    claimed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    claimed_until: Mapped[datetime | None] = mapped_column(default=None)
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    decline_reason: Mapped[str | None] = mapped_column(default=None)  # rules.DeclineReason
    decision: Mapped[str] = mapped_column(default="")  # the editor's sentence to the member
    became_kind: Mapped[str | None] = mapped_column(default=None)  # what it was taken in as
    became_id: Mapped[int | None] = mapped_column(default=None)
    topic: Mapped[Topic | None] = relationship()
    option: Mapped[Option | None] = relationship()
    argument: Mapped[Argument | None] = relationship()

    @property
    def about(self) -> Sayable | None:
        """What it stands under or wants to say better."""
        return self.argument or self.option or self.topic

    @property
    def heading(self) -> str:
        """What is suggested, in one line."""
        return self.title

    @property
    def body(self) -> str:
        """Its text and reason as plain words."""
        return "\n".join(part for part in (text.plain(self.text), self.reason) if part)

    @property
    def url(self) -> str:
        """Its own page."""
        return f"/suggestions/{self.id}"

    def pages(self) -> Iterable[str]:
        """Its page, the queue, and the topic page that counts it."""
        about = (f"topic:{self.topic_id}",) if self.topic_id else ()
        return (f"suggestion:{self.id}", "suggestions", *about)

    @property
    def topic_of(self) -> int | None:
        """The topic it is about."""
        return self.topic_id

    @property
    def author_of(self) -> int | None:
        """The member who made it."""
        return self.author_id

    @classmethod
    def wheres(cls, subjects: Sequence[Self]) -> dict[int, str]:
        """The home trail of each one's topic. 1 statement."""
        trails = home_trails({one.topic_id for one in subjects if one.topic_id})
        return {one.id: trails.get(one.topic_id or 0, "") for one in subjects}
