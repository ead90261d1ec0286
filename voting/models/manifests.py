"""Rows of the chain of manifests."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class Manifest(Model):
    """One entry of the chain, never altered. `header` is what was signed, byte for byte."""

    __tablename__ = "poll_manifest"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # from 1
    poll_id: Mapped[int | None] = mapped_column(sa.ForeignKey("poll.id"), index=True)
    kind: Mapped[str]  # see chain.Kind
    made_on: Mapped[date]
    header: Mapped[str]  # canonical JSON; holds the hash of the body
    body: Mapped[str]  # canonical JSON
    signature: Mapped[str]
    previous_hash: Mapped[str] = mapped_column(unique=True)  # so each has one successor at most
    hash: Mapped[str] = mapped_column(unique=True)


class ChainEnd(Model):
    """The one row that says where the chain ends; whoever appends holds it until the commit."""

    __tablename__ = "poll_chain_end"
    __table_args__ = (sa.CheckConstraint("one = 1", name="only_one"),)

    one: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    hash: Mapped[str]
    key: Mapped[str]  # the public key that signs the next entry; "" before the first


class PollTrackers(Model):
    """The sorted trackers of a counted poll, 10 bytes each, one after the other."""

    __tablename__ = "poll_trackers"

    poll_id: Mapped[int] = mapped_column(sa.ForeignKey("poll.id"), primary_key=True)
    trackers: Mapped[bytes]
    branches: Mapped[bytes]  # roots of 1,024 trackers each: the way to the root without all leaves


class PollMix(Model):
    """How many ballots lay in the box after a mix. No times; the order is that of the mixes."""

    __tablename__ = "poll_mix"

    poll_id: Mapped[int] = mapped_column(sa.ForeignKey("poll.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # from 1
    size: Mapped[int]
