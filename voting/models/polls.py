"""Polls. No ballot, no voter, no time of voting."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Self

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.subjects import PUBLIC, Subject
from voting.methods import Kind
from voting.publishing import Level
from voting.rules import Electorate, KeyWith, State, Visibility
from wiki.models import home_trails
from wiki.models.topics import pages_showing

NOBODY = "nobody"  # an audience that no viewer belongs to


class Poll(Subject, kind="poll"):
    """One question put to a frozen electorate. Open from `opened_at` until `closes_at`."""

    __tablename__ = "poll"
    __table_args__ = (sa.UniqueConstraint("wave_of_id", "wave"),)
    date_column = "opened_at"

    public_id: Mapped[str] = mapped_column(unique=True, default=lambda: secrets.token_hex(16))
    question: Mapped[str]
    method: Mapped[str] = mapped_column(default=Kind.SUPPORT.value)  # `kind` is the subject’s
    topic_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("topic.id"), index=True, default=None
    )
    option_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("option.id"), index=True, default=None
    )
    proposal_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("proposal.id"), index=True, default=None
    )
    thread_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("thread.id"), index=True, default=None
    )
    wave_of_id: Mapped[int | None] = mapped_column(sa.ForeignKey("poll.id"), default=None)
    wave: Mapped[int] = mapped_column(default=1)  # the first has no `wave_of_id`
    state: Mapped[str] = mapped_column(default=State.DRAFT.value, index=True)
    visibility: Mapped[str] = mapped_column(default=Visibility.AT_CLOSE.value)
    down_to: Mapped[str] = mapped_column(default=Level.POOL.value)
    key_with: Mapped[str] = mapped_column(default=KeyWith.SITE.value)
    step_ballots: Mapped[int] = mapped_column(default=0)  # of a running poll: fewest new ones
    step_hours: Mapped[int] = mapped_column(default=0)  # and fewest hours between two steps

    electorate: Mapped[str] = mapped_column(default=Electorate.EVERYONE.value)
    region_id: Mapped[int | None] = mapped_column(sa.ForeignKey("region.id"), default=None)
    clp_id: Mapped[int | None] = mapped_column(sa.ForeignKey("clp.id"), default=None)
    eligible: Mapped[int] = mapped_column(default=0)  # frozen when the poll opens, as are:
    # Joined on or before: what the opener chose, else the day of opening.
    cutoff_on: Mapped[date | None] = mapped_column(default=None)
    newest_member_id: Mapped[int] = mapped_column(default=0)  # nobody entered on the roll later

    opened_by_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"))
    opened_at: Mapped[datetime | None] = mapped_column(default=None)
    closes_at: Mapped[datetime]
    tallied_at: Mapped[datetime | None] = mapped_column(default=None)  # counted, not yet shown
    counted_at: Mapped[datetime | None] = mapped_column(default=None)  # and published

    k_show: Mapped[int]  # fewest ballots a published group may hold
    k_pool_eligible: Mapped[int]  # fewest members a CLP needs to be a pool of its own
    mix_min: Mapped[int]  # ballots that wait before they are mixed
    public_key: Mapped[bytes | None] = mapped_column(default=None)  # ballots are sealed to it

    turnout_shown: Mapped[int] = mapped_column(default=0)  # rounded down, once a day, while open
    turnout_on: Mapped[date | None] = mapped_column(default=None)
    spoiled: Mapped[int] = mapped_column(default=0)
    headline: Mapped[str] = mapped_column(default="")  # the result in one sentence
    trouble: Mapped[str] = mapped_column(default="")  # why its count has stopped

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
        if self.thread_id is not None:
            yield f"thread:{self.thread_id}"
        if self.wave_of_id is not None:
            yield f"poll:{self.wave_of_id}"
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

    @property
    def author_named(self) -> int | None:
        """Nobody: its page does not name them."""
        return None

    @property
    def region_of(self) -> int | None:
        return self.region_id

    @property
    def first_wave_id(self) -> int:
        """The poll it runs again; its own id when it is the first."""
        return self.wave_of_id or self.id

    def is_open(self, at: datetime) -> bool:
        return self.state == State.OPEN and at < self.closes_at
