"""What the pages for paper votes show, and to whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from accounts.access import Viewer
from accounts.models import Clp, Member, Region, RoleGrant
from accounts.rules import Power, Role
from core.db import db
from voting.models import PaperBatch, PaperDoubt, PaperRecount, Poll, PollPoolClp
from voting.rules.paper import BatchState

_secretary, _witness = aliased(Member), aliased(Member)
_LISTED = (
    sa.select(
        PaperBatch,
        Clp.name.label("clp"),
        Region.name.label("region"),
        _secretary.name.label("secretary"),
        _witness.name.label("witness"),
        PaperRecount,
    )
    .join(Region, Region.id == PaperBatch.region_id)
    .join(_secretary, _secretary.id == PaperBatch.secretary_id)
    .join(_witness, _witness.id == PaperBatch.witness_id)
    .outerjoin(Clp, Clp.id == PaperBatch.clp_id)
    .outerjoin(PaperRecount, PaperRecount.batch_id == PaperBatch.id)
    .order_by(PaperBatch.id)
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A batch with the names that stand beside it."""

    batch: PaperBatch
    whose: str  # the CLP, or “several CLPs of …”
    secretary: str
    witness: str
    recount: PaperRecount | None

    @property
    def state(self) -> BatchState:
        """Where it stands."""
        return BatchState(self.batch.state)


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody whom a member can write to."""

    grant_id: int
    name: str
    clp: str


def listed(poll_id: int) -> list[Listed]:
    """Every batch of a poll, oldest first. 1 statement."""
    return _rows(PaperBatch.poll_id == poll_id)


def one(batch_id: int) -> Listed | None:
    """One batch. 1 statement."""
    found = _rows(PaperBatch.id == batch_id)
    return found[0] if found else None


def joined_in(batch_id: int) -> list[Listed]:
    """The batches whose envelopes are counted together in this one. 1 statement."""
    return _rows(PaperBatch.counted_with_id == batch_id)


def doubted(batch_ids: Sequence[int]) -> Mapping[int, int]:
    """How many doubts about each of these batches nobody has looked into. 1 statement."""
    rows = db.session.execute(
        sa.select(PaperDoubt.batch_id, sa.func.count())
        .where(PaperDoubt.batch_id.in_(batch_ids), PaperDoubt.is_false.is_(None))
        .group_by(PaperDoubt.batch_id)
    )
    return {batch_id: count for batch_id, count in rows}  # noqa: C416 — a result is no mapping


def clps_of_officer(by: Viewer, poll: Poll) -> list[tuple[int, str]]:
    """The CLPs, by name, whose officer this is and whom the poll asks. 1 statement."""
    own = {grant.clp_id for grant in by.grants if grant.clp_id is not None}
    mine = sorted(clp_id for clp_id in own if by.can(Power.NOTICES, clp_id=clp_id))
    rows = db.session.execute(
        sa.select(Clp.id, Clp.name)
        .join(PollPoolClp, PollPoolClp.clp_id == Clp.id)
        .where(PollPoolClp.poll_id == poll.id, Clp.id.in_(mine))
        .order_by(Clp.name, Clp.id)
    )
    return [(row.id, row.name) for row in rows]


def officers_elsewhere(batch: PaperBatch) -> list[Officer]:
    """Officers of the other CLPs of a batch's region, by CLP. 1 statement."""
    rows = db.session.execute(
        sa.select(RoleGrant.id, Member.name, Clp.name.label("clp"))
        .join(Member, Member.id == RoleGrant.member_id)
        .join(Clp, Clp.id == RoleGrant.clp_id)
        .where(
            RoleGrant.role == Role.OFFICER,
            RoleGrant.ended_at.is_(None),
            Clp.region_id == batch.region_id,
            Clp.id != batch.clp_id,
            Member.id.not_in([batch.secretary_id, batch.witness_id]),
        )
        .order_by(Clp.name, Member.name, RoleGrant.id)
        .limit(20)
    )
    return [Officer(row.id, row.name, row.clp) for row in rows]


def _rows(*which: sa.ColumnElement[bool]) -> list[Listed]:
    return [
        Listed(
            batch=row.PaperBatch,
            whose=row.clp or f"several CLPs of {row.region}",
            secretary=row.secretary,
            witness=row.witness,
            recount=row.PaperRecount,
        )
        for row in db.session.execute(_LISTED.where(*which))
    ]
