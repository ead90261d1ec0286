"""Proposals and resolutions: their words, their authors, who is behind them, what they said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Self

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from accounts.models import Clp
from core import text as words_of
from core.db import Model, db
from core.subjects import PUBLIC, Subject
from deliberation.rules.proposals import State, code_of
from wiki.models import home_trails

NOBODY = "nobody"  # an audience that no viewer belongs to


class Proposal(Subject, kind="proposal"):
    """Something members ask the party to do. A draft is seen by its authors only.

    `supports` counts everyone behind it, each once, its authors too.
    """

    __tablename__ = "proposal"
    date_column = "published_at"
    __table_args__ = (
        sa.Index("ix_proposal_state_changed_at", "state", "changed_at"),
        sa.Index("ix_proposal_topic_id", "topic_id"),
        sa.Index("ix_proposal_clp_id", "clp_id"),
    )

    sort: Mapped[str]  # rules.proposals.Sort; `kind` names the kind of subject
    state: Mapped[str] = mapped_column(default=State.DRAFT.value)
    title: Mapped[str]
    summary: Mapped[str]  # one or two sentences
    text: Mapped[str]  # Markdown
    html: Mapped[str] = mapped_column(default="")
    revision: Mapped[int] = mapped_column(default=1)  # counts every change of its words
    topic_id: Mapped[int | None] = mapped_column(sa.ForeignKey("topic.id"), default=None)
    option_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("option.id"), index=True, default=None
    )
    clp_id: Mapped[int | None] = mapped_column(sa.ForeignKey("clp.id"), default=None)
    author_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), index=True)
    is_composite: Mapped[bool] = mapped_column(default=False)  # made of several others
    begun_at: Mapped[datetime]
    changed_at: Mapped[datetime]  # when its state or its words changed last
    published_at: Mapped[datetime | None] = mapped_column(default=None)
    tabled: Mapped[str] = mapped_column(default="")  # how a CLP came to table it, in a sentence
    thread_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("thread.id"), unique=True, default=None
    )
    needed: Mapped[int] = mapped_column(default=0)  # supports asked for, as on the day it came out
    supports: Mapped[int] = mapped_column(default=0)
    withdrawn_because: Mapped[str] = mapped_column(default="")
    merged_into_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("proposal.id"), index=True, default=None
    )
    outcome: Mapped[str | None] = mapped_column(default=None)  # rules.proposals.Outcome
    answer: Mapped[str] = mapped_column(default="")  # the reason, Markdown
    answer_html: Mapped[str] = mapped_column(default="")
    results: Mapped[str] = mapped_column(default="")  # addresses of what came of it, one per line
    answered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)

    @property
    def code(self) -> str:
        """The short reference that never changes: P17, R18."""
        return code_of(self.sort, self.id)

    @property
    def heading(self) -> str:
        """Its title."""
        return self.title

    @property
    def body(self) -> str:
        """Its code, its summary and its text."""
        return f"{self.code}. {self.summary}\n{words_of.plain(self.text)}"

    @property
    def url(self) -> str:
        """Its own page."""
        return f"/proposals/{self.id}"

    def pages(self) -> Iterable[str]:
        """Its own page and those of its parts; once it is out, where it is listed. 1 statement."""
        yield f"proposal:{self.id}"
        if self.merged_into_id is not None:
            yield f"proposal:{self.merged_into_id}"  # which names its parts
        parts = sa.select(Proposal.id).where(Proposal.merged_into_id == self.id)
        yield from (f"proposal:{part}" for part in db.session.scalars(parts))  # which name it
        if self.published_at is None:
            return
        yield "proposals"
        if self.topic_id is not None:
            yield f"topic:{self.topic_id}"
        if self.clp_id is not None:
            yield f"clp:{db.session.get_one(Clp, self.clp_id).slug}"

    @property
    def audience(self) -> str:
        """Nobody but its authors while it is a draft; then everybody."""
        return NOBODY if self.published_at is None else PUBLIC

    @property
    def clp_of(self) -> int | None:
        """The CLP that tables it."""
        return self.clp_id

    @property
    def topic_of(self) -> int | None:
        """The topic it is about."""
        return self.topic_id

    @property
    def author_of(self) -> int | None:
        """Who began it."""
        return self.author_id

    @classmethod
    def wheres(cls, subjects: Sequence[Self]) -> dict[int, str]:
        """The code of each one, and the home trail of its topic. 1 statement."""
        trails = home_trails({one.topic_id for one in subjects if one.topic_id})
        return {one.id: trails.get(one.topic_id or 0) or one.code for one in subjects}


class ProposalAuthor(Model):
    """A member who moves a proposal, or is asked to. Named on its page once they have agreed."""

    __tablename__ = "proposal_author"

    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposal.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True, index=True)
    part: Mapped[str]  # rules.proposals.Part
    asked_at: Mapped[datetime]
    agreed_at: Mapped[datetime | None] = mapped_column(default=None)
    agreed_to: Mapped[int] = mapped_column(default=0)  # the revision of the draft they agreed to
    ended_at: Mapped[datetime | None] = mapped_column(default=None)  # said no, or left
    via_id: Mapped[int | None] = mapped_column(  # the proposal with which they came
        sa.ForeignKey("proposal.id"), default=None
    )


class ProposalSupport(Model):
    """A member stands behind a proposal. Shown as a number only, but for its authors."""

    __tablename__ = "proposal_support"

    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposal.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True, index=True)
    at: Mapped[datetime]
    via_id: Mapped[int | None] = mapped_column(  # the proposal with which they came
        sa.ForeignKey("proposal.id"), default=None
    )


class ProposalVersion(Model):
    """What a proposal said from some moment on, since it came out. Never changed, never deleted."""

    __tablename__ = "proposal_version"

    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposal.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    summary: Mapped[str]
    text: Mapped[str]
    at: Mapped[datetime]
    amendment_id: Mapped[int | None] = mapped_column(  # what made it; none for the first
        sa.ForeignKey("amendment.id"), default=None
    )
