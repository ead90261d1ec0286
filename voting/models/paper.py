"""Paper votes: batches of envelopes, what came of opening them, doubts and recounts.

Nobody is named but officers: who voted on paper is a mark in the poll's box.
"""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model
from voting.rules.paper import BatchState


class PaperBatch(Model):
    """Envelopes of one CLP, or of several that are counted together (`clp_id` None)."""

    __tablename__ = "paper_batch"
    __table_args__ = (
        sa.CheckConstraint("secretary_id <> witness_id", name="two_people"),
        sa.Index(
            "ix_paper_batch_one_at_a_time",
            "poll_id",
            "clp_id",
            unique=True,
            sqlite_where=sa.text("state IN ('asked', 'registering')"),
            postgresql_where=sa.text("state IN ('asked', 'registering')"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    poll_id: Mapped[int] = mapped_column(sa.ForeignKey("poll.id"), index=True)
    region_id: Mapped[int] = mapped_column(sa.ForeignKey("region.id"))
    clp_id: Mapped[int | None] = mapped_column(sa.ForeignKey("clp.id"), index=True, default=None)
    secretary_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), index=True)
    witness_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), index=True)
    state: Mapped[str] = mapped_column(default=BatchState.ASKED.value)
    opened_on: Mapped[date]
    sealed_on: Mapped[date | None] = mapped_column(default=None)
    registered_on: Mapped[date | None] = mapped_column(default=None)  # the last day; none: all told

    typed: Mapped[int] = mapped_column(default=0)  # membership numbers, refused ones as well
    voted_online: Mapped[int] = mapped_column(default=0)  # how often that was the answer
    online_seen: Mapped[int] = mapped_column(default=0)  # of those, vouched for by the witness
    accepted: Mapped[int] = mapped_column(default=0)  # envelopes; fixed when registering ends
    left_sealed: Mapped[int] = mapped_column(default=0)  # envelopes that were not accepted
    voided: Mapped[int] = mapped_column(default=0)  # marks found false after the envelopes' end

    counted_with_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("paper_batch.id"), index=True, default=None
    )
    recounts: Mapped[int] = mapped_column(default=0)
    differed: Mapped[str] = mapped_column(default="")  # cells, a line each; never by how much
    sheet_hash: Mapped[str | None] = mapped_column(default=None)  # SHA-256 of the scanned sheet


class PaperTotal(Model):
    """One number that one of the two entered for a batch."""

    __tablename__ = "paper_total"

    batch_id: Mapped[int] = mapped_column(sa.ForeignKey("paper_batch.id"), primary_key=True)
    entered_by: Mapped[str] = mapped_column(primary_key=True)  # rules.paper.Hand
    cell: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]


class PaperDoubt(Model):
    """A member said that the paper vote received for them is not theirs.

    `mark` is of use only with the poll's pepper and the member's number, which an auditor is told
    by the member; it dies with the pepper.
    """

    __tablename__ = "paper_doubt"
    __table_args__ = (sa.UniqueConstraint("poll_id", "mark"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    poll_id: Mapped[int] = mapped_column(sa.ForeignKey("poll.id"))
    batch_id: Mapped[int] = mapped_column(sa.ForeignKey("paper_batch.id"), index=True)
    mark: Mapped[str]
    said_on: Mapped[date]
    is_false: Mapped[bool | None] = mapped_column(default=None)  # None: not looked into yet
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    decided_on: Mapped[date | None] = mapped_column(default=None)


class PaperRecount(Model):
    """A sealed batch to be counted again by an officer of another CLP, and what they found."""

    __tablename__ = "paper_recount"

    batch_id: Mapped[int] = mapped_column(sa.ForeignKey("paper_batch.id"), primary_key=True)
    drawn: Mapped[bool]  # by lot, from the poll's `seed`; else because of what was in it
    seed: Mapped[str]  # hexadecimal, public once the poll is counted
    agrees: Mapped[bool | None] = mapped_column(default=None)  # None: not counted again yet
    done_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    done_on: Mapped[date | None] = mapped_column(default=None)
