"""Who may vote on paper: found by membership number, for the officers of their CLP only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from accounts.models import Member
from core.db import db
from voting.models import Poll
from voting.rules.paper import Named

_ROLL = sa.select(
    Member.id,
    Member.membership_number,
    Member.name,
    Member.email,
    Member.joined_on,
    Member.clp_id,
    Member.password_hash.is_not(None).label("has_account"),
).where(Member.membership_number.is_not(None))


@dataclass(frozen=True, slots=True)
class OnRoll:
    """A member of a CLP, and whether this poll asks them."""

    id: int
    number: str
    name: str
    email: str | None
    clp_id: int | None
    is_asked: bool
    has_account: bool


def plain(number: str) -> str:
    """A membership number as it is compared: in capitals, without spaces."""
    return "".join(number.split()).upper()


def members(poll: Poll, clp_ids: Iterable[int]) -> list[OnRoll]:
    """Everybody on the roll of these CLPs, by number. 1 statement."""
    rows = db.session.execute(
        _ROLL.where(Member.clp_id.in_(sorted(clp_ids))).order_by(Member.membership_number)
    )
    return [_of(row, poll) for row in rows]


def member(poll: Poll, clp_ids: Iterable[int], number: str) -> OnRoll | None:
    """The member of these CLPs with this number. 1 statement."""
    row = db.session.execute(
        _ROLL.where(
            Member.clp_id.in_(sorted(clp_ids)),
            sa.func.upper(Member.membership_number) == plain(number),
        )
    ).first()
    return None if row is None else _of(row, poll)


def found(poll: Poll, clp_id: int, numbers: Iterable[str]) -> dict[str, OnRoll]:
    """The members of a CLP with these numbers, by number as `plain` has it. 1 statement."""
    wanted = sorted({plain(number) for number in numbers})
    rows = db.session.execute(
        _ROLL.where(
            Member.clp_id == clp_id, sa.func.upper(Member.membership_number).in_(wanted)
        ).order_by(Member.id)
    )
    return {plain(one.number): one for one in (_of(row, poll) for row in rows)}


def as_witness(one: OnRoll | None, secretary_id: int | None) -> Named | None:
    """What decides whether this member can be the witness."""
    if one is None:
        return None
    return Named(
        is_other=one.id != secretary_id, is_asked=one.is_asked, has_account=one.has_account
    )


def _of(row: Any, poll: Poll) -> OnRoll:
    cutoff = poll.cutoff_on
    in_time = cutoff is not None and row.joined_on <= cutoff
    return OnRoll(
        id=row.id,
        number=row.membership_number or "",
        name=row.name,
        email=row.email,
        clp_id=row.clp_id,
        is_asked=in_time and row.id <= poll.newest_member_id,
        has_account=bool(row.has_account),
    )
