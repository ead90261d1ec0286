"""Polls, their frozen pools and their published figures. No ballot, no voter, no time of voting."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Self

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model
from core.subjects import PUBLIC, Subject
from voting.publishing import Level
from voting.rules import Electorate, State, Visibility
from wiki.models import home_trails
from wiki.models.topics import pages_showing

NOBODY = "nobody"  # an audience that no viewer belongs to


class Poll(Subject, kind="poll"):
    """One question put to a frozen electorate. Open from `opened_at` until `closes_at`."""

    __tablename__ = "poll"

    public_id: Mapped[str] = mapped_column(unique=True, default=lambda: secrets.token_hex(16))
    question: Mapped[str]
    topic_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("topic.id"), index=True, default=None
    )
    option_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("option.id"), index=True, default=None
    )
    proposal_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("proposal.id"), index=True, default=None
    )
    state: Mapped[str] = mapped_column(default=State.DRAFT.value, index=True)
    visibility: Mapped[str] = mapped_column(default=Visibility.AT_CLOSE.value)
    down_to: Mapped[str] = mapped_column(default=Level.POOL.value)

    electorate: Mapped[str] = mapped_column(default=Electorate.EVERYONE.value)
    region_id: Mapped[int | None] = mapped_column(sa.ForeignKey("region.id"), default=None)
    clp_id: Mapped[int | None] = mapped_column(sa.ForeignKey("clp.id"), default=None)
    eligible: Mapped[int] = mapped_column(default=0)  # frozen when the poll opens, as are:
    cutoff_on: Mapped[date | None] = mapped_column(default=None)  # joined on or before
    newest_member_id: Mapped[int] = mapped_column(default=0)  # nobody entered on the roll later

    opened_by_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"))
    opened_at: Mapped[datetime | None] = mapped_column(default=None)
    closes_at: Mapped[datetime]
    counted_at: Mapped[datetime | None] = mapped_column(default=None)

    k_show: Mapped[int]  # fewest ballots a published group may hold
    k_pool_eligible: Mapped[int]  # fewest members a CLP needs to be a pool of its own
    mix_min: Mapped[int]  # ballots that wait before they are mixed
    public_key: Mapped[bytes | None] = mapped_column(default=None)  # ballots are sealed to it

    turnout_shown: Mapped[int] = mapped_column(default=0)  # rounded down, once a day, while open
    turnout_on: Mapped[date | None] = mapped_column(default=None)
    spoiled: Mapped[int] = mapped_column(default=0)
    headline: Mapped[str] = mapped_column(default="")  # the result in one sentence

    @property
    def heading(self) -> str:
        return self.question

    @property
    def body(self) -> str:
        return self.headline

    @property
    def url(self) -> str:
        return f"/polls/{self.id}"

    def pages(self) -> Iterable[str]:
        yield from (f"poll:{self.id}", "polls", "home")
        if self.proposal_id is not None:
            yield f"proposal:{self.proposal_id}"
        if self.topic_id is not None:
            yield from pages_showing(self.topic_id)

    @classmethod
    def wheres(cls, subjects: Sequence[Self]) -> dict[int, str]:
        """The home trail of each one's topic. 1 statement."""
        trails = home_trails({poll.topic_id for poll in subjects if poll.topic_id})
        return {poll.id: trails.get(poll.topic_id or 0, "") for poll in subjects}

    @property
    def audience(self) -> str:
        return NOBODY if self.state == State.DRAFT else PUBLIC

    @property
    def clp_of(self) -> int | None:
        return self.clp_id

    @property
    def topic_of(self) -> int | None:
        return self.topic_id

    @property
    def author_of(self) -> int | None:
        return self.opened_by_id

    def is_open(self, at: datetime) -> bool:
        return self.state == State.OPEN and at < self.closes_at


class PollPool(Model):
    """CLPs whose ballots carry one mark, frozen when the poll opens."""

    __tablename__ = "poll_pool"

    poll_id: Mapped[int] = mapped_column(sa.ForeignKey("poll.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    region_id: Mapped[int] = mapped_column(sa.ForeignKey("region.id"))
    label: Mapped[str]
    eligible: Mapped[int]


class PollPoolClp(Model):
    """Which pool the ballots of a CLP's members go to, frozen when the poll opens."""

    __tablename__ = "poll_pool_clp"

    poll_id: Mapped[int] = mapped_column(sa.ForeignKey("poll.id"), primary_key=True)
    clp_id: Mapped[int] = mapped_column(sa.ForeignKey("clp.id"), primary_key=True)
    number: Mapped[int]


class PollRow(Model):
    """One line of a published result: everyone, a region, or a pool of CLPs."""

    __tablename__ = "poll_row"

    poll_id: Mapped[int] = mapped_column(sa.ForeignKey("poll.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    level: Mapped[str]
    label: Mapped[str]
    eligible: Mapped[int]
    took_part: Mapped[int]  # exact where the figures have counts, else to the nearest 5


class PollFigure(Model):
    """One answer in a line: per cent, and how many people where the line is exact."""

    __tablename__ = "poll_figure"
    __table_args__ = (
        sa.ForeignKeyConstraint(["poll_id", "position"], ["poll_row.poll_id", "poll_row.position"]),
    )

    poll_id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    answer: Mapped[str] = mapped_column(primary_key=True)
    percent: Mapped[int]
    people: Mapped[int | None] = mapped_column(default=None)
