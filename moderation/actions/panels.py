"""The panel of three that decides an appeal: drawing it, its sealed votes, what comes of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from accounts.access import Viewer
from core import events, house_rules
from core.clock import now
from core.db import db
from core.errors import Refused
from deliberation.models import HeldPost
from moderation import effects
from moderation.actions import seats, states, telling
from moderation.actions.cases import LOG, QUEUE, subject_of, take
from moderation.facts import part_of
from moderation.facts.seats import Steward, seat_of, seats_of, stewards
from moderation.models import Appeal, Case, Decision, Seat
from moderation.rules import drawing, people
from moderation.rules.cases import WAITING, Action, CaseKind, CaseState
from moderation.rules.drawing import MILDER, PANEL, Because, Left

PAUSE_HOURS = 168  # what a panel makes of a suspension


def fill(case: Case) -> list[Seat]:
    """Draw for each seat of the panel that is empty; who sits now. Trained stewards first."""
    seats.lock(case)
    before = seats_of(case.id)
    sitting = [seat for seat in before if seat.left_at is None]
    if len(sitting) < PANEL:
        sitting += _draw(case, before, PANEL - len(sitting))
    if not sitting:
        seats.ask_admins(case)
    return sitting


def _draw(case: Case, before: Sequence[Seat], wanted: int) -> list[Seat]:
    known = {seat.member_id for seat in before}
    elsewhere = [one for one in stewards() if one.member_id not in known and _may_sit(case, one)]
    trained = [one for one in elsewhere if one.is_trained]
    drawn = seats.draw(case, trained, Because.APPEAL, seats=wanted)
    if len(drawn) < wanted:
        national = [one for one in elsewhere if not one.is_trained and one.of_clp is None]
        drawn += seats.draw(case, national, Because.APPEAL, seats=wanted - len(drawn))
    return drawn


def _may_sit(case: Case, one: Steward) -> bool:
    """None of the CLP that the case comes from, neither as its steward nor as its member."""
    return case.clp_id is None or case.clp_id not in (one.of_clp, one.home_clp)


def vote(case: Case, by: Viewer, *, version: int, action: Action, words: str) -> Seat:
    """Cast one sealed vote; with the last one the panel has decided. Raises Refused or Stale."""
    made = db.session.get(Appeal, case.id)
    if made is None or case.state not in WAITING:
        raise Refused("This case has been decided." if made else "This case is not an appeal.")
    judged = db.session.get_one(Decision, made.decision_id)
    seat = seat_of(case.id, by.id)
    refused = drawing.why_not_vote(
        sits=seat is not None,
        has_left=seat is not None and seat.left_at is not None,
        has_voted=seat is not None and seat.vote is not None,
        may_vary=judged.action in MILDER,
        vote=action,
    ) or people.why_not_claim(part_of(case, by.id or 0), ())
    if refused or seat is None:
        raise Refused(refused or "")
    if not words.strip():
        raise Refused("Say why in a sentence.")
    take(case, version)
    seat.vote, seat.words, seat.voted_at = action, words, now()
    events.record("moderation.voted", seat, actor_id=by.id, pages=[QUEUE])
    settle(case, now())
    return seat


def settle(case: Case, at: datetime) -> Decision | None:
    """Decide the appeal if all have voted, or the time is up; else nothing."""
    sitting = fill(case)
    votes = [seat for seat in sitting if seat.vote is not None]
    if not drawing.is_settled(
        seats=len(sitting), votes=len(votes), more_can_sit=False, time_is_up=case.due_at <= at
    ):
        return None
    made = db.session.get_one(Appeal, case.id)
    judged = db.session.get_one(Decision, made.decision_id)
    return _decide(case, judged, votes, len(sitting))


def _decide(case: Case, judged: Decision, votes: Sequence[Seat], sitting: int) -> Decision:
    action = drawing.outcome(
        [Action(seat.vote) for seat in votes if seat.vote], Action(judged.action)
    )
    behind = [seat for seat in votes if seat.vote == action] or list(votes)
    decided = Decision(
        case_id=case.id,
        action=action,
        words=" ".join(seat.words for seat in behind),
        made_at=now(),
        confirmed_at=now(),
        first_by_id=behind[0].member_id,
        first_as=f"appeal panel drawn by lot, {len(behind)} of {max(sitting, len(votes))}",
    )
    db.session.add(decided)
    case.state = CaseState.DECIDED
    first = db.session.get_one(Case, judged.case_id)
    states.hold(first)
    states.settle(first)
    if action is not Action.UPHOLD:
        _overrule(first, judged, decided)
    events.record(
        "moderation.appeal_decided",
        subject_of(case),
        actor_id=None,
        pages=[QUEUE, LOG],
        action=action,
    )
    telling.tell_of_appeal(case, decided, judged)
    return decided


def _overrule(first: Case, judged: Decision, decided: Decision) -> None:
    """Take the effect back; where the panel varied it, the milder one takes its place."""
    judged.overruled_at = now()
    varied = decided.action == Action.VARY
    # What is only held could not be asked to be changed once it has appeared.
    if not (varied and first.subject_kind == HeldPost.kind and judged.action == Action.HIDE):
        effects.of(judged.action).undo(first, judged, decided.first_by_id)
    if not varied:
        return
    milder = Decision(
        case_id=first.id,
        action=MILDER[Action(judged.action)],
        reason=judged.reason,
        words=decided.words,
        terms={"hours": PAUSE_HOURS, "instead_of": judged.id},
        made_at=now(),
        confirmed_at=now(),
        first_by_id=decided.first_by_id,
        first_as=decided.first_as,
    )
    db.session.add(milder)
    db.session.flush()
    effects.of(milder.action).apply(first, milder, Viewer(id=decided.first_by_id))
    telling.tell_author_of(first, milder)


def decline(case: Case, by: Viewer) -> None:
    """Give the seat back; somebody else is drawn. Raises Refused."""
    seats.decline(case, by, lambda one: settle(one, now()))


def see_to_all(at: datetime) -> int:
    """Fill empty seats, replace who is silent, decide what is due. Returns how many decided."""
    waiting = db.session.scalars(
        sa.select(Case)
        .where(Case.kind == CaseKind.APPEAL, Case.state.in_(WAITING))
        .order_by(Case.due_at, Case.id)
        .limit(200)
    ).all()
    return sum(_see_to_one(case, at) for case in waiting)


def _see_to_one(case: Case, at: datetime) -> bool:
    """What cannot be carried out now holds up no other appeal."""
    try:
        with db.session.begin_nested():
            return _see_to(case, at)
    except Refused:  # such as: what was held cannot appear, its discussion is closed
        return False


def _see_to(case: Case, at: datetime) -> bool:
    _replace_silent(case, at)
    if settle(case, at) is not None:
        return True
    if case.due_at <= at:  # nobody has voted: the time begins anew, for those who sit now
        case.due_at = at + house_rules.length("case.appeal_days")
    return False


def _replace_silent(case: Case, at: datetime) -> None:
    """Somebody else is drawn for who has not voted in time, if there is somebody else."""
    may_be_silent = house_rules.length("appeal.silent_days")
    seats.lock(case)
    before = seats_of(case.id)
    for seat in before:
        waits = seat.left_at is None and seat.vote is None
        if waits and drawing.is_silent(seat.drawn_at, at=at, may_be_silent=may_be_silent):
            before = [*before, *(drawn := _draw(case, before, 1))]
            if drawn:
                seats.leave(seat, Left.SILENT)
