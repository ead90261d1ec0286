"""Who may decide a case, said in words on its page: the lot, the panel, the votes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from accounts.access import Viewer
from core import house_rules
from core.db import db
from moderation.facts.seats import seats_of
from moderation.models import Appeal, Case, Decision, Seat
from moderation.rules.cases import WAITING, Action, CaseKind
from moderation.rules.drawing import MILDER, POOLED, Because, Left, panel_sentence


@dataclass(frozen=True, slots=True)
class Sat:
    """One who was drawn: by role, never by name."""

    role: str
    drawn_at: datetime
    because: str
    left: str  # why they no longer sit, or ""
    has_voted: bool
    vote: str  # "" while it is sealed, except to who cast it
    words: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What is said on the case about who may decide it."""

    sats: list[Sat]
    sentence: str  # of a panel that is not full
    nobody_since: datetime | None
    pooled_at: datetime | None  # when somebody of elsewhere is drawn at the latest
    seed: str
    drawn_from: str
    may_decline: bool
    milder: str  # what the panel may choose between the two, in words; "" for nothing


def standing_of(case: Case, reader: Viewer) -> Standing:
    """Everybody drawn for the case, as this steward may see it. 1 statement, 3 of an appeal."""
    seats = seats_of(case.id)
    is_open = case.state in WAITING
    mine = next((seat for seat in seats if seat.member_id == reader.id), None)
    is_appeal = case.kind == CaseKind.APPEAL
    sitting = [seat for seat in seats if seat.left_at is None]
    heard = len(sitting) if is_open else sum(seat.vote is not None for seat in seats)
    pooled = case.kind in POOLED and is_open and not sitting
    return Standing(
        sats=[_sat(seat, shown=not is_open or seat is mine) for seat in seats],
        sentence=panel_sentence(seats=heard, decided=not is_open) if is_appeal else "",
        nobody_since=case.nobody_free_at if is_open and not sitting else None,
        pooled_at=case.opened_at + house_rules.length("pool.hours") if pooled else None,
        seed=seats[-1].seed if seats else "",
        drawn_from=seats[-1].drawn_from if seats else "",
        may_decline=is_open and mine is not None and mine.left_at is None and mine.vote is None,
        milder=_milder(case) if is_appeal else "",
    )


def _sat(seat: Seat, *, shown: bool) -> Sat:
    return Sat(
        role=seat.signs_as,
        drawn_at=seat.drawn_at,
        because=Because(seat.drawn_because).words,
        left=Left(seat.left_because).words if seat.left_at else "",
        has_voted=seat.vote is not None,
        vote=Action(seat.vote).label if seat.vote and shown else "",
        words=seat.words if shown else "",
    )


def _milder(case: Case) -> str:
    made = db.session.get(Appeal, case.id)
    judged = db.session.get(Decision, made.decision_id) if made else None
    action = MILDER.get(Action(judged.action)) if judged else None
    return action.label if action else ""
