"""The roll as an officer needs it, and what was entered for whom."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from markupsafe import Markup
from sqlalchemy.orm import aliased

from accounts.models import Member
from core.db import db
from deliberation.models import Contribution, Post, StandIn, Thread
from deliberation.queries.voices import stand_ins_of
from deliberation.rules.contributions import NO_INTERNET, OnRoll
from deliberation.rules.invited import INVITED

Row = dict[str, Any]
_ROLL = (
    sa.select(Member.id, Member.name, Member.membership_number, Member.joined_on, Member.clp_id)
    .where(
        Member.clp_id.in_(sa.bindparam("clp_ids", expanding=True)),
        Member.membership_number.is_not(None),
    )
    .order_by(Member.name, Member.id)
)


def roll_of(clp_ids: Collection[int]) -> list[OnRoll]:
    """Everyone on the roll of these CLPs, by name. For their officers only. 1 statement."""
    rows = db.session.execute(_ROLL, {"clp_ids": list(clp_ids)})
    return [
        OnRoll(row.id, row.name, row.membership_number or "", row.joined_on.year, row.clp_id or 0)
        for row in rows
    ]


_officer = aliased(Member)
_ENTERED = (
    sa.select(
        Post.id,
        Post.number,
        Post.thread_id,
        Post.html,
        Post.position,
        Post.hidden_at,
        Thread.title.label("thread"),
        Member.name.label("author"),
        Contribution.channel,
        Contribution.entered_at,
        _officer.name.label("entered_by"),
    )
    .join(Post, Post.id == Contribution.post_id)
    .join(Thread, Thread.id == Post.thread_id)
    .join(Member, Member.id == Post.author_id)
    .join(_officer, _officer.id == Contribution.entered_by_id)
    .where(Contribution.clp_id == sa.bindparam("clp_id"), Post.is_shown())
    .order_by(Contribution.post_id.desc())
    .limit(sa.bindparam("most"))
)
_CHOSEN = _ENTERED.where(Post.id.in_(sa.bindparam("post_ids", expanding=True)))


def entered_in(clp_id: int, most: int = 100) -> list[Row]:
    """What officers of a CLP entered, newest first. 1 statement."""
    found = db.session.execute(_ENTERED, {"clp_id": clp_id, "most": most}).mappings()
    return [_shown(row) for row in found]


def to_read_back(clp_id: int, post_ids: Collection[int]) -> list[Row]:
    """These entered points, in their order, to be read back to the members. 1 statement."""
    facts = {"clp_id": clp_id, "most": len(post_ids), "post_ids": list(post_ids)}
    found = db.session.execute(_CHOSEN, facts).mappings()
    return [_shown(row) for row in reversed(found.all())]


def _shown(row: sa.RowMapping) -> Row:
    return {
        **row,
        "html": Markup(row["html"]),  # noqa: S704 — made by core.text
        "url": f"/posts/{row['id']}",
        "named": row["author"] not in {NO_INTERNET, INVITED},
    }


_HELD = (
    sa.select(
        Contribution.post_id, Contribution.channel, Contribution.entered_at, StandIn.discussion
    )
    .join(Post, Post.id == Contribution.post_id)
    .outerjoin(StandIn, StandIn.member_id == Post.author_id)
    .where(Post.author_id.in_(sa.bindparam("author_ids", expanding=True)))
    .order_by(Contribution.post_id)
)


def held_about(member_id: int) -> list[Row]:
    """What was entered for a member, also without their name, for the member. ≤ 4 statements."""
    authors = [member_id, *stand_ins_of(member_id)]
    return [
        {
            "post": f"/posts/{row.post_id}",
            "came": row.channel,
            "entered_at": row.entered_at.isoformat(),
            "named": row.discussion is None,
        }
        for row in db.session.execute(_HELD, {"author_ids": authors})
    ]
