"""What moderation holds about a member, for the member. Never who reported them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from accounts.models import Restriction
from core import personal
from core.db import db
from moderation.models import Appeal, Case, CaseNote, Decision, Report, Seat
from moderation.rules.cases import RESTRICTING

_REPORTS = sa.select(Report.made_at, Report.reason, Report.words, Report.case_id)
_ABOUT = (
    sa.select(Decision.made_at, Decision.action, Decision.reason, Decision.words, Decision.case_id)
    .join(Case, Case.id == Decision.case_id)
    .where(Decision.action.in_(sorted(RESTRICTING)))
)
_APPEALS = sa.select(Appeal.made_at, Appeal.words, Appeal.decision_id)
_SEATS = sa.select(
    Seat.case_id,
    Seat.drawn_at,
    Seat.drawn_because,
    Seat.signs_as,
    Seat.vote,
    Seat.words,
    Seat.voted_at,
    Seat.left_at,
    Seat.left_because,
)
_SIGNED = sa.select(
    Decision.case_id, Decision.made_at, Decision.action, Decision.reason, Decision.words
)
_NOTES = sa.select(CaseNote.case_id, CaseNote.at, CaseNote.words)
# Stewards write notes for each other, and one may say who reported: when, but not what.
_NOTED = sa.select(CaseNote.case_id, CaseNote.at).join(Case, Case.id == CaseNote.case_id)
_KEPT_FROM = sa.select(Restriction.began_at, Restriction.until, Restriction.because)


def _plain(rows: sa.Select[*tuple[Any, ...]]) -> list[dict[str, Any]]:
    return [
        {name: str(value) if value is not None else None for name, value in row.items()}
        for row in db.session.execute(rows).mappings()
    ]


def reports_by(member_id: int) -> list[dict[str, Any]]:
    """What they reported."""
    return _plain(_REPORTS.where(Report.reporter_id == member_id).order_by(Report.id))


def decisions_about(member_id: int) -> list[dict[str, Any]]:
    """What was decided about their words, and about them."""
    return _plain(_ABOUT.where(Case.author_id == member_id).order_by(Decision.id))


def appeals_by(member_id: int) -> list[dict[str, Any]]:
    """What they appealed against."""
    return _plain(_APPEALS.where(Appeal.by_id == member_id).order_by(Appeal.case_id))


def seats_of(member_id: int) -> list[dict[str, Any]]:
    """For which cases the lot fell on them, and how they voted."""
    return _plain(_SEATS.where(Seat.member_id == member_id).order_by(Seat.id))


def signed_by(member_id: int) -> list[dict[str, Any]]:
    """What they decided as a moderator, signed first or second."""
    mine = sa.or_(Decision.first_by_id == member_id, Decision.second_by_id == member_id)
    return _plain(_SIGNED.where(mine).order_by(Decision.id))


def notes_by(member_id: int) -> list[dict[str, Any]]:
    """What they noted on cases."""
    return _plain(_NOTES.where(CaseNote.author_id == member_id).order_by(CaseNote.id))


def notes_about(member_id: int) -> list[dict[str, Any]]:
    """When moderators noted something on a case about what they wrote."""
    return _plain(_NOTED.where(Case.author_id == member_id).order_by(CaseNote.id))


def restrictions_of(member_id: int) -> list[dict[str, Any]]:
    """When they were kept from writing."""
    mine = _KEPT_FROM.where(Restriction.member_id == member_id)
    return _plain(mine.order_by(Restriction.id))


# Reports, decisions and evidence stay when an account is closed, as long as retention says.
personal.part("reports made", reports_by)
personal.part("decisions about what you wrote", decisions_about)
personal.part("appeals made", appeals_by)
personal.part("cases the lot gave you", seats_of)
personal.part("decisions you signed", signed_by)
personal.part("notes you wrote on cases", notes_by)
personal.part("when moderators noted something about what you wrote", notes_about)
personal.part("times without writing", restrictions_of)
