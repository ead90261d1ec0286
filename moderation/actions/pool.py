"""Cases that their own stewards cannot decide, or do not, go to one of elsewhere, by lot."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from core import house_rules
from core.db import db
from moderation.actions import seats
from moderation.facts import pending_decision
from moderation.facts.seats import Steward, is_free, seats_of, stewards
from moderation.models import Case, Seat
from moderation.rules.cases import WAITING, CaseState
from moderation.rules.drawing import POOLED, Because, Left

MOST_AT_ONCE = 200  # cases that one round looks at, the latest first


def relieve(at: datetime) -> int:
    """Draw for each case that has waited too long for its own stewards. Returns for how many."""
    patience = house_rules.length("pool.hours")
    waiting = db.session.scalars(
        sa.select(Case)
        .where(
            Case.state.in_(WAITING),
            Case.kind.in_(sorted(POOLED)),
            Case.opened_at <= at - patience,
            ~sa.exists().where(
                Seat.case_id == Case.id, Seat.left_at.is_(None), Seat.drawn_at > at - patience
            ),
        )
        .order_by(Case.due_at, Case.id)
        .limit(MOST_AT_ONCE)
    ).all()
    everyone = stewards() if waiting else []
    return sum(_relieve(case, everyone, at, patience) for case in waiting)


def _relieve(case: Case, everyone: list[Steward], at: datetime, patience: timedelta) -> bool:
    because = _why(case, everyone, at, patience)
    drawn = because is not None and draw_for(case, everyone, because)
    left = because is Because.NOBODY_FREE and not drawn
    case.nobody_free_at = (case.nobody_free_at or at) if left else None  # the queue says so
    return drawn


def _why(case: Case, everyone: list[Steward], at: datetime, patience: timedelta) -> Because | None:
    """Why somebody else must look at it; None while its own stewards still may."""
    pending = pending_decision(case)
    if case.state == CaseState.AWAITING_SECOND:
        late = pending is not None and pending.made_at <= at - patience
        return Because.SECOND if late else None
    if case.due_at < at:
        return Because.LATE
    own = (one for one in everyone if one.of_clp in (None, case.clp_id))
    return None if any(is_free(case, one, pending) for one in own) else Because.NOBODY_FREE


def draw_for(case: Case, everyone: list[Steward], because: Because) -> bool:
    """Draw one from elsewhere, whoever was drawn before excepted; False when there is nobody."""
    seats.lock(case)
    before = {seat.member_id for seat in seats_of(case.id)}
    elsewhere = [
        one
        for one in everyone
        if one.member_id not in before
        and (one.of_clp is None or one.of_clp != case.clp_id)
        and (case.clp_id is None or one.home_clp != case.clp_id)
    ]
    drawn = seats.draw(case, elsewhere, because)
    if not drawn:
        seats.ask_admins(case)
        return False
    for seat in seats_of(case.id):
        if seat.left_at is None and seat.vote is None and seat not in drawn:
            seats.leave(seat, Left.SILENT)
    return True


def draw_again(case: Case) -> None:
    """Somebody declined: the lot falls on another."""
    draw_for(case, stewards(), Because.LATE)
