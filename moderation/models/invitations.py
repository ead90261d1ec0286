"""Invitations to speak: who agreed to get them, each draw, and who was drawn."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model
from core.subjects import MEMBERS, NOBODY, Subject
from moderation.rules.invitations import seed_of


class InvitationConsent(Model):
    """A member agreed to be invited now and then. Taken back: deleted at once."""

    __tablename__ = "invitation_consent"

    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True)
    given_at: Mapped[datetime]
    not_before: Mapped[datetime | None] = mapped_column(default=None)  # “not now”
    noted_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)


class InvitationRound(Subject, kind="invitation"):
    """One draw: some members are asked for a paragraph each in a discussion.

    `frame` are the tickets that could be drawn, packed (`moderation.rules.invitations`); with it
    and the seed the draw can be made again by anybody. It names nobody.
    """

    __tablename__ = "invitation_round"
    date_column = "drawn_at"

    case_id: Mapped[int] = mapped_column(sa.ForeignKey("moderation_case.id"), unique=True)
    thread_id: Mapped[int] = mapped_column(sa.ForeignKey("thread.id"), index=True)
    clp_id: Mapped[int | None] = mapped_column(sa.ForeignKey("clp.id"), default=None)
    about: Mapped[str]  # what is asked about, in a line
    aspect: Mapped[str] = mapped_column(default="")  # whom it lacked, to learn who answers
    place: Mapped[str]  # of whose members they were drawn
    only_clp: Mapped[bool] = mapped_column(default=False)
    asked_by_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"))
    drawn_at: Mapped[datetime]
    ends_at: Mapped[datetime] = mapped_column(index=True)
    log_day: Mapped[date]
    log_hash: Mapped[str]
    group_seats: Mapped[int]
    general_seats: Mapped[int]
    frame: Mapped[bytes]

    @property
    def seed(self) -> str:
        """What decides the lot."""
        return seed_of(self.case_id, self.log_hash)

    @property
    def heading(self) -> str:
        """What it asks for."""
        return f"One paragraph on “{self.about}”"

    @property
    def body(self) -> str:
        """Nothing but the heading."""
        return ""

    @property
    def url(self) -> str:
        """The page on which an invited member answers."""
        return f"/invitations/{self.id}"

    @property
    def audience(self) -> str:
        """Members: of its CLP only when its discussion is."""
        if not self.only_clp:
            return MEMBERS
        return f"clp:{self.clp_id}" if self.clp_id else NOBODY

    def pages(self) -> Iterable[str]:
        """The page of the draw."""
        return (f"invitation:{self.id}",)

    @property
    def clp_of(self) -> int | None:
        """The CLP whose members were drawn from."""
        return self.clp_id


class Invitation(Model):
    """One member was drawn. Seen by them; by an officer only who is to be told in person."""

    __tablename__ = "invitation"
    __table_args__ = (
        sa.Index("ix_invitation_member_id_sent_at", "member_id", "sent_at"),
        sa.UniqueConstraint("round_id", "member_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("invitation_round.id"))
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"))
    channel: Mapped[str]  # rules.invitations.Channel
    sent_at: Mapped[datetime]
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    declined_at: Mapped[datetime | None] = mapped_column(default=None)
    post_id: Mapped[int | None] = mapped_column(sa.ForeignKey("post.id"), default=None)
