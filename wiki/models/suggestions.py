"""Suggestions: what members ask the editors for, who supports them, what became of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core import text
from core.db import Model, db
from core.subjects import Subject, find
from wiki import rules
from wiki.models.on_topic import OnTopic
from wiki.models.revisions import Sayable
from wiki.models.topics import Topic
from wiki.models.views import Argument, Option


class Suggestion(OnTopic, Subject, kind="suggestion"):
    """Something to add, to say better or to put elsewhere. Public from the moment it is sent."""

    __tablename__ = "suggestion"
    date_column = "made_at"
    __table_args__ = (sa.Index("ix_suggestion_state_made_at", "state", "made_at"),)

    asks_for: Mapped[str]  # rules.AsksFor
    state: Mapped[str] = mapped_column(default=rules.State.OPEN.value)
    topic_id: Mapped[int | None] = mapped_column(  # for a new topic: the one it would stand under
        sa.ForeignKey("topic.id"), index=True, default=None
    )
    option_id: Mapped[int | None] = mapped_column(sa.ForeignKey("option.id"), default=None)
    argument_id: Mapped[int | None] = mapped_column(sa.ForeignKey("argument.id"), default=None)
    side: Mapped[str | None] = mapped_column(default=None)
    other_kind: Mapped[str | None] = mapped_column(default=None)  # where else, or merged with what
    other_id: Mapped[int | None] = mapped_column(default=None)
    base: Mapped[int | None] = mapped_column(default=None)  # revision that better words began from
    title: Mapped[str]  # claim, option, topic title, what is wrong, or what it is about
    text: Mapped[str] = mapped_column(default="")  # Markdown
    words: Mapped[dict[str, Any]] = mapped_column(default=dict)  # better words, by column; a label
    html: Mapped[str] = mapped_column(default="")
    sources: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    author_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), index=True)
    named: Mapped[bool] = mapped_column(default=True)
    for_others: Mapped[bool] = mapped_column(default=False)  # a missing view, not the author's own
    made_at: Mapped[datetime]
    claimed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    claimed_until: Mapped[datetime | None] = mapped_column(default=None)
    asked_at: Mapped[datetime | None] = mapped_column(default=None)  # while its author is asked
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    decline_reason: Mapped[str | None] = mapped_column(default=None)  # rules.DeclineReason
    decision: Mapped[str] = mapped_column(default="")  # the editor's sentence to the member
    became_kind: Mapped[str | None] = mapped_column(default=None)  # where its point stands
    became_id: Mapped[int | None] = mapped_column(default=None)
    topic: Mapped[Topic | None] = relationship()
    option: Mapped[Option | None] = relationship()
    argument: Mapped[Argument | None] = relationship()

    @property
    def about(self) -> Sayable | None:
        """What it stands under or wants to say better."""
        return self.argument or self.option or self.topic

    @property
    def credited_id(self) -> int:
        """Whose point it is: its author's, unless they carried in another member's words."""
        words = db.session.get(SaidBy, self.id)
        return words.member_id if words else self.author_id

    @property
    def wanted(self) -> dict[str, str]:
        """The better words it asks for, by column; empty unless it asks for better words."""
        if self.asks_for != rules.AsksFor.WORDING:
            return {}
        return self.words or {"text": self.text}

    @property
    def other(self) -> Subject | None:
        """The other place, or what it should be merged with."""
        return find(self.other_kind, self.other_id or 0) if self.other_kind else None

    @property
    def became(self) -> Subject | None:
        """Where its point stands now."""
        return find(self.became_kind, self.became_id or 0) if self.became_kind else None

    @property
    def heading(self) -> str:
        """What is suggested, in one line."""
        return self.title

    @property
    def body(self) -> str:
        """Its text and reason as plain words."""
        better = (text.plain(words) for words in self.wanted.values())
        parts = (*(better if self.wanted else (text.plain(self.text),)), self.sources, self.reason)
        return "\n".join(part for part in parts if part)

    @property
    def url(self) -> str:
        """Its own page."""
        return f"/suggestions/{self.id}"

    def pages(self) -> Iterable[str]:
        """Its page, the queue, and the topic page that counts it."""
        about = (f"topic:{self.topic_id}",) if self.topic_id else ()
        return (f"suggestion:{self.id}", "suggestions", *about)


class SaidBy(Model):
    """The words of a suggestion are those of another member, who is credited when it is taken in.

    Whoever sent the suggestion is told what becomes of it like any other author of one.
    """

    __tablename__ = "said_by"

    suggestion_id: Mapped[int] = mapped_column(sa.ForeignKey("suggestion.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), index=True)


class Support(Model):
    """A member stands behind a suggestion. Shown as a number only."""

    __tablename__ = "support"

    suggestion_id: Mapped[int] = mapped_column(sa.ForeignKey("suggestion.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True, index=True)
    at: Mapped[datetime]


class Remark(Model):
    """What an editor asks the author of a suggestion, or the author answers. Public, in order."""

    __tablename__ = "remark"

    id: Mapped[int] = mapped_column(primary_key=True)
    suggestion_id: Mapped[int] = mapped_column(sa.ForeignKey("suggestion.id"), index=True)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"))
    text: Mapped[str]
    at: Mapped[datetime]
