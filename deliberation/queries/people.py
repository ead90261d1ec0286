"""Who can be mentioned in a thread: who has written there, who has a role, who is meant by number.

Nobody learns from it who is a member: the first stand on the page, the second in the public
register, and whoever knows the number has seen the member's page, which has the same name.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from accounts.models import Member, RoleGrant
from core.db import db
from deliberation.models import Post
from deliberation.rules.posts import names_in

_NAMED = sa.func.lower(Member.name).in_(sa.bindparam("names", expanding=True))
_HERE = sa.and_(Member.password_hash.is_not(None), _NAMED)
_FACTS: Any = (Member.id, Member.name)
_PEOPLE = sa.union(
    sa.select(*_FACTS, sa.literal(0).label("rank"))
    .join(Post, Post.author_id == Member.id)
    .where(Post.thread_id == sa.bindparam("thread_id"), _HERE),
    sa.select(*_FACTS, sa.literal(1))
    .join(RoleGrant, RoleGrant.member_id == Member.id)
    .where(RoleGrant.ended_at.is_(None), _HERE),
    sa.select(*_FACTS, sa.literal(2)).where(
        Member.id.in_(sa.bindparam("numbers", expanding=True)), _HERE
    ),
).order_by("rank", "id")


def mentionable(thread_id: int, marks: Collection[str]) -> dict[str, str]:
    """The page of each member that these may mean, by name in small letters. ≤ 1 statement.

    “ada okafor#12” is the member of that name and number; “ada okafor” alone is whoever is the
    only one of that name here, or else the only one with a role.
    """
    if not marks:
        return {}
    names, numbers = names_in(marks)
    asked = {
        "thread_id": thread_id,
        "names": sorted({form(name) for name in names for form in (str.lower, _as_sqlite)}),
        "numbers": sorted(numbers),
    }
    found: dict[str, str] = {}
    ranks: dict[str, tuple[int, set[int]]] = {}
    for member_id, name, rank in db.session.execute(_PEOPLE, asked):
        key = name.lower()
        found[f"{key}#{member_id}"] = f"/members/{member_id}"
        first, ids = ranks.setdefault(key, (rank, set()))
        if rank == first:
            ids.add(member_id)
    only = {key: ids.pop() for key, (rank, ids) in ranks.items() if rank < 2 and len(ids) == 1}  # noqa: PLR2004
    return {**found, **{key: f"/members/{member_id}" for key, member_id in only.items()}}


def _as_sqlite(name: str) -> str:
    """The name as SQLite's lower() leaves it, which knows the letters of ASCII only."""
    return "".join(letter.lower() if letter.isascii() else letter for letter in name)
