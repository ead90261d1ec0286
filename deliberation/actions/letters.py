"""Writing to an officer without learning their address."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from accounts import restrictions
from accounts.access import Viewer
from accounts.models import Clp, Member, RoleGrant
from accounts.rules import Role
from core import mail
from core.db import db
from core.web import settings
from deliberation.actions.writing import refuse_if
from deliberation.rules import letters as rules

_OFFICER = (
    sa.select(
        RoleGrant.id,
        RoleGrant.member_id,
        RoleGrant.role,
        RoleGrant.ended_at,
        Member.name,
        Member.email,
        Clp.name.label("clp"),
        Clp.slug.label("clp_slug"),
    )
    .join(Member, Member.id == RoleGrant.member_id)
    .join(Clp, Clp.id == RoleGrant.clp_id)
    .where(
        RoleGrant.id == sa.bindparam("grant_id"),
        RoleGrant.role.in_([Role.OFFICER.value, Role.STEWARD.value]),
        RoleGrant.hidden_at.is_(None),
    )
)


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody with a role in a CLP, and where they can be reached. The address is for nobody."""

    grant_id: int
    member_id: int
    role: str
    name: str
    email: str
    clp: str
    clp_slug: str
    in_force: bool


def officer(grant_id: int) -> Officer | None:
    """The officer or steward of a CLP by the id of their grant. 1 statement."""
    row = db.session.execute(_OFFICER, {"grant_id": grant_id}).first()
    return row and Officer(
        grant_id=row.id,
        member_id=row.member_id,
        role=row.role,
        name=row.name,
        email=row.email or "",
        clp=row.clp,
        clp_slug=row.clp_slug,
        in_force=row.ended_at is None,
    )


def why_not_write(to: Officer, by: Viewer) -> str | None:
    """The reason this person may not write to the officer; None when they may."""
    return rules.why_not_write(
        is_signed_in=by.is_signed_in,
        in_force=to.in_force,
        reachable=bool(to.email),
        own=by.id == to.member_id,
    )


def write_to_officer(to: Officer, words: str, *, with_address: bool, by: Viewer) -> None:
    """Mail a letter to an officer. Nothing of it is kept here once it is sent. Raises Refused.

    The sender's address goes along only if they said so; the answer then reaches it.
    """
    refuse_if(why_not_write(to, by), rules.why_not_letter(words))
    restrictions.refuse_to_write(by)
    address = (db.session.get_one(Member, by.id).email or "") if with_address else ""
    site = settings().site_name
    mail.send(
        to.email,
        f"{site}: a message to you as {to.role} of {to.clp}",
        rules.letter(words, sender=by.name, clp=to.clp, address=address, site=site),
        headers={"Reply-To": address} if address else None,
    )
