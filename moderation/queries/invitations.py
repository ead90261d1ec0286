"""Rounds of invitations as pages show them, and what came of them.

Nobody who was drawn is named but to themselves, and to officers who are to tell them in person.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from accounts.models import Member
from core.clock import now
from core.db import db
from moderation.models import Invitation, InvitationConsent, InvitationRound
from moderation.rules.invitations import Channel, Seats, draw, hash_of
from moderation.tickets import unpacked


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a round so far: how many were asked, answered, said no."""

    asked: int
    answered: int
    declined: int
    in_person: int  # of those asked


_CAME = sa.select(
    sa.func.count(Invitation.id),
    sa.func.count(Invitation.answered_at),
    sa.func.count(Invitation.declined_at),
    sa.func.count(sa.case((Invitation.channel == Channel.PERSON, 1))),
).where(Invitation.round_id == sa.bindparam("round_id"))


def came_of_round(round_id: int) -> Came:
    """What came of a round so far. 1 statement."""
    return Came(*db.session.execute(_CAME, {"round_id": round_id}).one())


def round_of_case(case_id: int) -> InvitationRound | None:
    """The draw that was made for a prompt. 1 statement."""
    asked = sa.select(InvitationRound).where(InvitationRound.case_id == case_id)
    return db.session.scalar(asked)


def invitation_of(round_id: int, member_id: int | None) -> Invitation | None:
    """This member's invitation in a round. 1 statement."""
    return db.session.scalar(
        sa.select(Invitation).where(
            Invitation.round_id == round_id, Invitation.member_id == (member_id or 0)
        )
    )


def public_draw(made: InvitationRound) -> dict[str, Any]:
    """All that anybody needs to draw again: no name, no group, nothing of the discussion."""
    tickets = unpacked(made.frame)
    seats = Seats(made.group_seats, made.general_seats)
    return {
        "round": made.id,
        "prompt": made.case_id,
        "drawn_at": made.drawn_at.isoformat(),
        "log_day": made.log_day.isoformat(),
        "log_hash": made.log_hash,
        "seed": made.seed,
        "seats": {"group": seats.group, "general": seats.general},
        "tickets": [[one.word, one.in_group] for one in tickets],
        "tickets_sha256": hash_of(tickets),
        "drawn": draw(made.seed, tickets, seats),
    }


_IN_PERSON = (
    sa.select(
        Invitation.id,
        Member.name,
        Member.membership_number,
        InvitationRound.about,
        InvitationRound.place,
        InvitationRound.ends_at,
        InvitationRound.thread_id,
        InvitationRound.id.label("round_id"),
    )
    .join(InvitationRound, InvitationRound.id == Invitation.round_id)
    .join(Member, Member.id == Invitation.member_id)
    .where(
        Member.clp_id == sa.bindparam("clp_id"),
        Invitation.channel == Channel.PERSON,
        Invitation.answered_at.is_(None),
        Invitation.declined_at.is_(None),
        InvitationRound.ends_at > sa.bindparam("at"),
    )
    .order_by(InvitationRound.ends_at, Member.name, Invitation.id)
    .limit(200)
)


def to_tell_in_person(clp_id: int) -> list[dict[str, Any]]:
    """Members of a CLP who were drawn and have no mail, for its officers. 1 statement."""
    found = db.session.execute(_IN_PERSON, {"clp_id": clp_id, "at": now()}).mappings()
    return [dict(row) for row in found]


def agreed(member_id: int) -> InvitationConsent | None:
    """The member's agreement to be invited. 1 statement."""
    return db.session.get(InvitationConsent, member_id)
