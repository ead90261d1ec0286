"""Drawing somebody for a case by lot, and giving it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.models import RoleGrant
from accounts.rules import POWERS, Power, Role
from core import events
from core.clock import now
from core.db import db
from core.errors import Refused
from moderation.facts import pending_decision
from moderation.facts.seats import Steward, is_free, newest_day, seat_of
from moderation.models import Case, Seat
from moderation.rules import drawing
from moderation.rules.drawing import Because, Left
from notices.actions import tell
from notices.rules import Why

QUEUE = "moderation"
_ADMIN_ROLES = [role.value for role in Role if Power.GRANT in POWERS[role]]


def lock(case: Case) -> None:
    """Nobody else draws for this case, or decides it, until this is committed."""
    db.session.execute(sa.select(Case.id).where(Case.id == case.id).with_for_update())


def draw(case: Case, among: Sequence[Steward], because: Because, *, seats: int = 1) -> list[Seat]:
    """Seat up to so many of these who have no part in the case, by lot, and tell them.

    Costs the look for conflicts of those the lot falls on, and of nobody else.
    """
    day = newest_day()
    seed = drawing.seed_of(case.id, day.fingerprint if day else drawing.FIRST_FINGERPRINT)
    by_number = {one.grant_id: one for one in among}
    pending = pending_decision(case)
    drawn: list[Seat] = []
    sitting: set[int] = set()
    for number in drawing.in_order(seed, by_number):
        one = by_number[number]
        if len(drawn) == seats:
            break
        if one.member_id in sitting or not is_free(case, one, pending):
            continue
        sitting.add(one.member_id)
        drawn.append(
            Seat(
                case_id=case.id,
                member_id=one.member_id,
                drawn_because=because,
                drawn_at=now(),
                signs_as=one.signs_as,
                is_trained=one.is_trained,
                seed=seed,
                seed_day=day.day if day else None,
                drawn_from=",".join(map(str, sorted(by_number))),
                grant_id=number,
            )
        )
    _seat(drawn, because)
    return drawn


def _seat(drawn: Sequence[Seat], because: Because) -> None:
    db.session.add_all(drawn)
    db.session.flush()
    for seat in drawn:
        events.record("moderation.drawn", seat, actor_id=None, pages=[QUEUE])
        tell([seat.member_id], Why.ASKED, seat, words=f"Please look at it: {because.words}.")


def decline(case: Case, by: Viewer, instead: Callable[[Case], object]) -> None:
    """Give back what the lot gave; `instead` draws somebody else. Raises Refused."""
    lock(case)
    seat = seat_of(case.id, by.id)
    refused = drawing.why_not_decline(
        sits=seat is not None,
        has_left=seat is not None and seat.left_at is not None,
        has_voted=seat is not None and seat.vote is not None,
    )
    if refused or seat is None:
        raise Refused(refused or "")
    leave(seat, Left.DECLINED)
    instead(case)


def leave(seat: Seat, because: Left) -> None:
    """They no longer sit; the row stays."""
    seat.left_at, seat.left_because = now(), because
    events.record("moderation.seat_left", seat, actor_id=None, pages=[QUEUE])


def ask_admins(case: Case) -> None:
    """Tell the admins, once for each case, that nobody may decide it."""
    if case.nobody_free_at is not None:
        return
    case.nobody_free_at = now()
    admins = db.session.scalars(
        sa.select(RoleGrant)
        .where(RoleGrant.role.in_(_ADMIN_ROLES), RoleGrant.ended_at.is_(None))
        .order_by(RoleGrant.id)
    ).all()
    words = (
        f"Case {case.id} waits: every steward has a part in it or belongs to its CLP. Please "
        "appoint a steward of another CLP."
    )
    for grant in admins:
        tell([grant.member_id], Why.ASKED, grant, words=words)
