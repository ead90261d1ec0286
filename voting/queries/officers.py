"""Who looks after a poll, what was done to it, and what waits for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from accounts.access import Viewer
from accounts.models import Member, RoleGrant
from accounts.rules import POWERS, Power
from core import house_rules
from core.db import db
from voting import rules
from voting.models import Poll, PollAct, PollOfficer
from voting.rules import Act, Deadlines, State

MOST_ACTS = 100
MOST_WAITING = 200
_ROLES = sorted(role.value for role, powers in POWERS.items() if Power.COUNT_POLLS in powers)
_SEATS = (
    sa.select(PollOfficer)
    .where(PollOfficer.poll_id == sa.bindparam("poll_id"))
    .order_by(PollOfficer.seat)
)
_SEATS_NAMED = (
    sa.select(
        PollOfficer.seat,
        PollOfficer.member_id,
        Member.name,
        PollOfficer.ready_on,
        PollOfficer.given_on,
    )
    .join(Member, Member.id == PollOfficer.member_id)
    .where(PollOfficer.poll_id == sa.bindparam("poll_id"))
    .order_by(PollOfficer.seat)
)
_MAY_COUNT = (
    sa.select(Member.id, Member.name)
    .join(RoleGrant, RoleGrant.member_id == Member.id)
    .where(
        RoleGrant.ended_at.is_(None),
        RoleGrant.role.in_(_ROLES),
        sa.or_(RoleGrant.clp_id.is_(None), RoleGrant.clp_id == sa.bindparam("clp_id")),
    )
    .distinct()
    .order_by(Member.name, Member.id)
)
_by, _with = aliased(Member), aliased(Member)
_ACTS = (
    sa.select(
        PollAct.id,
        PollAct.act,
        PollAct.reason,
        PollAct.by_id,
        _by.name.label("by"),
        _with.name.label("along"),
        PollAct.asked_at,
        PollAct.done_at,
    )
    .outerjoin(_by, _by.id == PollAct.by_id)
    .outerjoin(_with, _with.id == PollAct.with_id)
    .where(PollAct.poll_id == sa.bindparam("poll_id"))
    .order_by(PollAct.id)
    .limit(MOST_ACTS)
)
_UNFINISHED = (
    sa.select(Poll)
    .where(
        sa.or_(
            Poll.state.in_([State.OPEN, State.CLOSED, State.COUNTED]),
            sa.exists().where(PollOfficer.poll_id == Poll.id, Poll.state == State.DRAFT),
        )
    )
    .order_by(Poll.closes_at, Poll.id)
    .limit(MOST_WAITING)
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may look after a poll."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Seat:
    """One of the two who hold the key of a poll."""

    number: int
    member_id: int
    name: str
    is_ready: bool  # has set a passphrase
    has_given: bool  # has typed it for the count


@dataclass(frozen=True, slots=True)
class Done:
    """An act that was done, or that one officer asked another to do along (`done_at` is None)."""

    id: int
    act: Act
    reason: str
    by_id: int | None
    by: str | None  # None: the site itself
    along: str | None  # the second of two
    asked_at: datetime
    done_at: datetime | None

    @property
    def names(self) -> str:
        """Who did it, as people read it."""
        return " and ".join(name for name in (self.by, self.along) if name) or "the site itself"


def seats_of(poll_id: int) -> Sequence[PollOfficer]:
    """The officers who hold its key, by seat; none where the site does. 1 statement."""
    return db.session.scalars(_SEATS, {"poll_id": poll_id}).all()


def seats_named(poll_id: int) -> list[Seat]:
    """The officers who hold its key, with their names, by seat. 1 statement."""
    found = db.session.execute(_SEATS_NAMED, {"poll_id": poll_id})
    return [
        Seat(row.seat, row.member_id, row.name, row.ready_on is not None, row.given_on is not None)
        for row in found
    ]


def who_may_count(poll: Poll) -> list[Person]:
    """Everybody whose roles let them look after this poll, by name. 1 statement."""
    return [Person(*row) for row in db.session.execute(_MAY_COUNT, {"clp_id": poll.clp_id})]


def may_look_after(poll: Poll, person: Viewer) -> bool:
    """Whether this person is one of its officers. ≤ 1 statement."""
    if person.id is None:
        return False
    may = person.can(Power.COUNT_POLLS, clp_id=poll.clp_id)
    return may or any(seat.member_id == person.id for seat in seats_of(poll.id))


def acts_of(poll_id: int) -> list[Done]:
    """What was done to it and what one asked for, oldest first. 1 statement."""
    found = db.session.execute(_ACTS, {"poll_id": poll_id})
    return [Done(row.id, Act(row.act), *row[2:]) for row in found]


def done_to(poll_id: int) -> list[Done]:
    """What officers, or the site in their place, did to it, oldest first. 1 statement."""
    return [act for act in acts_of(poll_id) if act.done_at is not None]


def deadlines_of(poll: Poll) -> Deadlines:
    """By when what is to be done; under the rules that held when the poll opened."""
    at = poll.opened_at
    return rules.deadlines(
        closes_at=poll.closes_at,
        tallied_at=poll.tallied_at,
        counted_at=poll.counted_at,
        objections_for=house_rules.length("poll.objection_days", at=at),
        publish_within=house_rules.length("poll.publish_days", at=at),
        purge_within=house_rules.length("poll.purge_days", at=at),
    )


def unfinished_polls() -> Sequence[Poll]:
    """Polls of which something is still to be done, those that close first first. 1 statement."""
    return db.session.scalars(_UNFINISHED).all()
