"""Who was drawn for a case, and who could be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.models import Clp, Member, RoleGrant
from accounts.rules import POWERS, Power, Role
from core.db import db
from moderation.facts.cases import reasons_of
from moderation.facts.people import part_of
from moderation.models import Case, Decision, LogDay, Seat, Training
from moderation.rules import drawing, people
from moderation.rules.cases import SAFETY, Action, CaseKind
from moderation.rules.reasons import Reason

_ROLES = [role.value for role in Role if Power.MODERATE in POWERS[role]]
_STEWARDS = (
    sa.select(
        sa.func.min(RoleGrant.id).label("grant_id"),
        RoleGrant.member_id,
        RoleGrant.clp_id.label("of_clp"),
        Member.clp_id.label("home_clp"),
        Clp.name.label("place"),
        Training.confirmed_at.label("trained_at"),
    )
    .join(Member, Member.id == RoleGrant.member_id)
    .outerjoin(Clp, Clp.id == RoleGrant.clp_id)
    .outerjoin(Training, Training.member_id == RoleGrant.member_id)
    .where(
        RoleGrant.ended_at.is_(None),
        RoleGrant.role.in_(_ROLES),
        Member.password_hash.is_not(None),
    )
    .group_by(RoleGrant.member_id, RoleGrant.clp_id, Member.clp_id, Clp.name, Training.confirmed_at)
    .order_by(RoleGrant.member_id, sa.literal_column("grant_id"))
)


@dataclass(frozen=True, slots=True)
class Steward:
    """Somebody a lot could fall on, by the grant that makes them a steward."""

    grant_id: int
    member_id: int
    of_clp: int | None  # steward of this CLP; None: of the whole party
    home_clp: int | None
    place: str
    is_trained: bool

    @property
    def signs_as(self) -> str:
        """Their role in words."""
        return f"steward of {self.place}" if self.place else "national steward"


def stewards() -> list[Steward]:
    """Every grant in force that lets somebody decide cases. 1 statement."""
    return [
        Steward(
            row.grant_id,
            row.member_id,
            row.of_clp,
            row.home_clp,
            row.place or "",
            row.trained_at is not None,
        )
        for row in db.session.execute(_STEWARDS)
    ]


def seats_of(case_id: int) -> Sequence[Seat]:
    """Everybody who was ever drawn for the case, in the order of the draws. 1 statement."""
    return db.session.scalars(
        sa.select(Seat).where(Seat.case_id == case_id).order_by(Seat.drawn_at, Seat.id)
    ).all()


def seat_of(case_id: int, member_id: int | None) -> Seat | None:
    """What the lot gave this member in this case, also when they have left it. 1 statement."""
    return db.session.scalar(
        sa.select(Seat).where(Seat.case_id == case_id, Seat.member_id == member_id)
    )


def reaches(case: Case, steward: Viewer) -> bool:
    """Whether this steward may open the case: it is of their place, or they were drawn for it.

    What may be unlawful or endanger somebody is for safety officers, and stewards of the party.
    1 statement when it is not of their place, else none.
    """
    if case.kind in SAFETY:
        return steward.can(Power.SAFEGUARD) or steward.can(Power.MODERATE)
    if steward.can(Power.MODERATE, clp_id=case.clp_id):
        return True
    if not steward.can_anywhere(Power.MODERATE):
        return False
    seat = seat_of(case.id, steward.id)
    return seat is not None and (seat.left_at is None or seat.vote is not None)


def is_free(case: Case, steward: Steward, pending: Decision | None) -> bool:
    """Whether nothing stands between this steward and the case as it now waits."""
    if pending is not None and people.why_not_second(
        member_id=steward.member_id,
        clp_id=steward.home_clp,
        first_id=pending.first_by_id,
        first_clp_id=pending.first_clp_id,
    ):
        return False
    reasons = {Reason(pending.reason)} if pending and pending.reason else reasons_of(case)
    if case.kind == CaseKind.APPEAL:
        reasons = set()
    return people.why_not_claim(part_of(case, steward.member_id), reasons) is None


def why_not_vote(case: Case, member_id: int) -> str | None:
    """The reason this steward has no vote on an appeal. 1 statement."""
    seat = seat_of(case.id, member_id)
    return drawing.why_not_vote(
        sits=seat is not None,
        has_left=seat is not None and seat.left_at is not None,
        has_voted=seat is not None and seat.vote is not None,
        may_vary=True,
        vote=Action.UPHOLD,
    )


def newest_day() -> LogDay | None:
    """The newest closed day of the log, whose fingerprint seeds the lots. 1 statement."""
    return db.session.scalar(sa.select(LogDay).order_by(LogDay.day.desc()).limit(1))
