"""What people see of CLPs, members and roles. Core statements, prepared once."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from accounts.models import Clp, Member, Region, RoleGrant
from core.db import db
from core.text import slugify

_CLPS = (
    sa.select(
        Clp.id, Clp.name, Clp.slug, Region.name.label("region"), Region.slug.label("region_slug")
    )
    .join(Region)
    .order_by(Region.name, Clp.name)
)
_by = aliased(Member)
_ended_by = aliased(Member)
_REGISTER = (
    sa.select(
        RoleGrant.id,
        RoleGrant.role,
        RoleGrant.reason,
        RoleGrant.granted_at,
        RoleGrant.ended_at,
        RoleGrant.ended_because,
        Member.name,
        Clp.name.label("clp"),
        _by.name.label("granted_by"),
        _ended_by.name.label("ended_by"),
    )
    .join(Member, Member.id == RoleGrant.member_id)
    .outerjoin(Clp, Clp.id == RoleGrant.clp_id)
    .outerjoin(_by, _by.id == RoleGrant.granted_by_id)
    .outerjoin(_ended_by, _ended_by.id == RoleGrant.ended_by_id)
    .order_by(RoleGrant.ended_at.is_not(None), RoleGrant.role, Member.name, RoleGrant.id)
    .limit(1000)
)
_PROFILE = (
    sa.select(Member.id, Member.name, Clp.name.label("clp"), Clp.slug)
    .outerjoin(Clp, Clp.id == Member.clp_id)
    .where(Member.id == sa.bindparam("member_id"), Member.password_hash.is_not(None))
)
_ROLES = (
    sa.select(RoleGrant.role, Clp.name.label("clp"))
    .outerjoin(Clp, Clp.id == RoleGrant.clp_id)
    .where(RoleGrant.member_id == sa.bindparam("member_id"), RoleGrant.ended_at.is_(None))
    .order_by(RoleGrant.role, RoleGrant.id)
)


def profile(member_id: int) -> dict[str, Any] | None:
    """Name, CLP and roles of somebody with an account; None for anyone else. 2 statements."""
    row = db.session.execute(_PROFILE, {"member_id": member_id}).mappings().first()
    if row is None:
        return None
    roles = db.session.execute(_ROLES, {"member_id": member_id}).mappings()
    return {**row, "roles": [dict(role) for role in roles]}


def held_about(member_id: int) -> dict[str, Any]:
    """What the account itself holds about a member, for the member; no hash. 2 statements."""
    member = db.session.get_one(Member, member_id)
    roles = db.session.execute(_ROLES, {"member_id": member_id}).mappings()
    return {
        "name": member.name,
        "email": member.email,
        "membership_number": member.membership_number,
        "clp": member.clp_id,
        "joined_on": member.joined_on.isoformat(),
        "confirmed_at": member.confirmed_at and member.confirmed_at.isoformat(),
        "roles": [dict(role) for role in roles],
    }


def clps_by_region() -> dict[str, list[dict[str, Any]]]:
    """Every CLP under the name of its region, in order of name. 1 statement."""
    regions: dict[str, list[dict[str, Any]]] = {}
    for row in db.session.execute(_CLPS).mappings():
        regions.setdefault(row["region"], []).append(dict(row))
    return regions


def clps_named(asked: str) -> dict[str, list[dict[str, Any]]]:
    """CLPs whose name or region has each of these words in it; all for "". 1 statement."""
    words = asked.casefold().split()
    found = {
        region: [clp for clp in clps if _has(words, f"{clp['name']} {region}")]
        for region, clps in clps_by_region().items()
    }
    return {region: clps for region, clps in found.items() if clps}


def _has(words: list[str], name: str) -> bool:
    bare = slugify(name)
    return all(slugify(word) in bare or word in name.casefold() for word in words)


def register() -> list[dict[str, Any]]:
    """Every role grant, those in force first. 1 statement."""
    return [dict(row) for row in db.session.execute(_REGISTER).mappings()]


def clp_choices() -> dict[str, list[tuple[int, str]]]:
    """Choices for a select of CLPs, grouped by region."""
    return {
        region: [(clp["id"], clp["name"]) for clp in clps]
        for region, clps in clps_by_region().items()
    }
