"""The home pages of CLPs and regions: who they are, and who speaks for them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from accounts.models import Clp, Member, Region, RoleGrant
from accounts.rules import Role
from core.db import db

Row = dict[str, Any]

_CLP = (
    sa.select(
        Clp.id,
        Clp.name,
        Clp.slug,
        Clp.region_id,
        Region.name.label("region"),
        Region.slug.label("region_slug"),
        sa.select(sa.func.count(Member.id))
        .where(Member.clp_id == Clp.id, Member.membership_number.is_not(None))
        .scalar_subquery()
        .label("members"),
    )
    .join(Region, Region.id == Clp.region_id)
    .where(Clp.slug == sa.bindparam("slug"))
)
_OFFICERS = (
    sa.select(RoleGrant.id, RoleGrant.role, RoleGrant.reason, RoleGrant.granted_at, Member.name)
    .add_columns(Member.email.is_not(None).label("is_reachable"))
    .join(Member, Member.id == RoleGrant.member_id)
    .where(
        RoleGrant.clp_id == sa.bindparam("clp_id"),
        RoleGrant.role.in_([Role.OFFICER.value, Role.STEWARD.value]),
        RoleGrant.ended_at.is_(None),
        RoleGrant.hidden_at.is_(None),
    )
    .order_by(RoleGrant.role, Member.name, RoleGrant.id)
    .limit(50)
)
_REGION = (
    sa.select(
        Region.id, Region.name, Region.slug, Clp.name.label("clp"), Clp.slug.label("clp_slug")
    )
    .outerjoin(Clp, Clp.region_id == Region.id)
    .where(Region.slug == sa.bindparam("slug"))
    .order_by(Clp.name, Clp.id)
)


def clp(slug: str) -> Row | None:
    """A CLP with its region and the size of its roll. 1 statement."""
    row = db.session.execute(_CLP, {"slug": slug}).mappings().first()
    return dict(row) if row else None


def officers(clp_id: int) -> list[Row]:
    """Who is officer or steward of a CLP now: never their address. 1 statement."""
    return [dict(row) for row in db.session.execute(_OFFICERS, {"clp_id": clp_id}).mappings()]


def region(slug: str) -> Row | None:
    """A region with its CLPs in order of name. 1 statement."""
    rows = db.session.execute(_REGION, {"slug": slug}).mappings().all()
    if not rows:
        return None
    clps = [{"name": row["clp"], "slug": row["clp_slug"]} for row in rows if row["clp"]]
    return {**rows[0], "clps": clps}
