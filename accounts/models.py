"""Regions, CLPs, members, their sessions and codes, and the grants that give them roles."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Model
from core.subjects import MEMBERS, Subject


class Region(Model):
    """A region or nation; holds CLPs."""

    __tablename__ = "region"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(unique=True)


class Clp(Subject, kind="clp"):
    """A Constituency Labour Party: the local party a member belongs to."""

    __tablename__ = "clp"

    code: Mapped[str] = mapped_column(unique=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    region_id: Mapped[int] = mapped_column(sa.ForeignKey("region.id"), index=True)
    region: Mapped[Region] = relationship(lazy="raise")

    @property
    def heading(self) -> str:
        """Its name."""
        return self.name

    @property
    def body(self) -> str:
        """Nothing but the name."""
        return ""

    @property
    def url(self) -> str:
        """The CLP's page."""
        return f"/clps/{self.slug}"

    def pages(self) -> Iterable[str]:
        """Its own page and the list of all."""
        return (f"clp:{self.slug}", "clps")

    @property
    def clp_of(self) -> int | None:
        """Itself."""
        return self.id

    @property
    def region_of(self) -> int | None:
        """The one it lies in."""
        return self.region_id


class Member(Subject, kind="member"):
    """A person: on the roll (with a membership number), with an account (a password), or both.

    With neither, a stand-in: deliberation shows it for somebody who gave a point without a name.
    """

    __tablename__ = "member"

    uuid: Mapped[str] = mapped_column(unique=True, default=lambda: uuid.uuid4().hex)
    membership_number: Mapped[str | None] = mapped_column(unique=True, default=None)
    name: Mapped[str] = mapped_column(index=True)
    email: Mapped[str | None] = mapped_column(unique=True, default=None)  # lower case
    password_hash: Mapped[str | None] = mapped_column(default=None)
    clp_id: Mapped[int | None] = mapped_column(sa.ForeignKey("clp.id"), index=True, default=None)
    joined_on: Mapped[date]  # the party if on the roll, else the site
    confirmed_at: Mapped[datetime | None] = mapped_column(default=None)
    clp: Mapped[Clp | None] = relationship(lazy="raise")

    @property
    def heading(self) -> str:
        """The name shown."""
        return self.name

    @property
    def body(self) -> str:
        """Nothing: people are not searched by text."""
        return ""

    @property
    def url(self) -> str:
        """The member's public page."""
        return f"/members/{self.id}"

    @property
    def audience(self) -> str:
        """Members only."""
        return MEMBERS

    def pages(self) -> Iterable[str]:
        """The register shows names of people with roles."""
        return (f"member:{self.id}",)

    @property
    def on_roll(self) -> bool:
        """A member of the party, not only of the site."""
        return self.membership_number is not None


class RoleGrant(Subject, kind="role_grant"):
    """Who may do what, where, granted by whom, when and why. Ended, never deleted. Public."""

    __tablename__ = "role_grant"

    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), index=True)
    role: Mapped[str]
    clp_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("clp.id"), default=None
    )  # None: nation
    reason: Mapped[str]
    granted_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    granted_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    ended_because: Mapped[str | None] = mapped_column(default=None)

    @property
    def heading(self) -> str:
        """The role."""
        return self.role

    @property
    def body(self) -> str:
        """Why it was given."""
        return self.reason

    @property
    def url(self) -> str:
        """Its line in the register."""
        return f"/access#grant-{self.id}"

    def pages(self) -> Iterable[str]:
        """The access register."""
        return ("access",)

    @property
    def clp_of(self) -> int | None:
        """The CLP it is limited to."""
        return self.clp_id


class Restriction(Model):
    """A member may not write for a time: a posting pause, or suspended until somebody lifts it.

    Ended, never deleted. `case` is the number of the case in which moderators decided so.
    """

    __tablename__ = "restriction"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), index=True)
    kind: Mapped[str]  # rules.Restricts
    began_at: Mapped[datetime]
    until: Mapped[datetime | None] = mapped_column(default=None)  # None: until it is lifted
    because: Mapped[str]  # the rule in words, as the member reads it
    case: Mapped[int]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)  # lifted, or undone on appeal


class SignIn(Model):
    """One signed-in browser. The cookie holds the token; the row its SHA-256 only."""

    __tablename__ = "sign_in"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), index=True)
    began_on: Mapped[date]
    expires_at: Mapped[datetime]


class FailedSignIn(Model):
    """A wrong password for an address; kept for a quarter of an hour, whoever the address is of."""

    __tablename__ = "failed_sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime]


class Code(Model):
    """A six-digit code sent by mail, to confirm an address or choose a new password.

    Good only in the browser that asked, so that nobody can slip their own password under a code
    that somebody else is waiting for. `facts` is what the person had typed when they signed up.
    """

    __tablename__ = "code"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(index=True)
    purpose: Mapped[str]  # "confirm" or "reset"
    browser: Mapped[str]  # a random word kept in that browser's session
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    code_hash: Mapped[str]
    tries_left: Mapped[int] = mapped_column(default=5)
    expires_at: Mapped[datetime]
