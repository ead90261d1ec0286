"""Who is missing from a CLP's forum: how many of the roll have spoken, and which groups have not.

Only what everybody can read is counted, and nobody is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa

from accounts.models import Member
from core.clock import now, today
from core.db import db
from deliberation.models import Post, Thread
from moderation.detectors.group_gap import LEAST_SPEAKERS, Group, groups_missing
from moderation.rules.groups import YEAR, YEARS

MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Absent:
    """How many members of a CLP have spoken in its forum."""

    members: int
    this_month: int
    this_year: int
    groups: list[str]  # well below their share of those who spoke in a year

    @property
    def can_compare(self) -> bool:
        """Whether enough have spoken to compare groups at all."""
        return self.this_year >= LEAST_SPEAKERS


_SAID = (
    sa.select(Post.author_id, sa.func.max(Post.written_at).label("last"))
    .join(Thread, Thread.id == Post.thread_id)
    .where(
        Thread.clp_id == sa.bindparam("clp_id"),
        Thread.hidden_at.is_(None),
        Thread.only_clp.is_(sa.false()),
        Thread.active_at > sa.bindparam("a_year_ago"),
        Post.hidden_at.is_(None),
        Post.is_note.is_(sa.false()),
        Post.written_at > sa.bindparam("a_year_ago"),
    )
    .group_by(Post.author_id)
    .subquery("said")
)
_GROUP = sa.case(
    *(
        (Member.joined_on > sa.bindparam(f"since_{years}", type_=sa.Date), number)
        for number, (_, years) in enumerate(YEARS[:-1])
    ),
    else_=len(YEARS) - 1,
)
_COUNTS = (
    sa.select(
        _GROUP.label("number"),
        sa.func.count(Member.id).label("members"),
        sa.func.count(_SAID.c.author_id).label("this_year"),
        sa.func.sum(sa.case((_SAID.c.last > sa.bindparam("a_month_ago"), 1), else_=0)).label(
            "this_month"
        ),
    )
    .outerjoin(_SAID, _SAID.c.author_id == Member.id)
    .where(Member.clp_id == sa.bindparam("clp_id"), Member.membership_number.is_not(None))
    .group_by(sa.literal_column("1"))
    .order_by(sa.literal_column("1"))
)


def who_is_missing(clp_id: int) -> Absent:
    """How many of a CLP's roll have spoken in its forum; which groups hardly. 1 statement."""
    groups, this_month = _counted(clp_id)
    return Absent(
        members=sum(group.members for group in groups),
        this_month=this_month,
        this_year=sum(group.speakers for group in groups),
        groups=groups_missing(groups),
    )


def _counted(clp_id: int) -> tuple[list[Group], int]:
    """The groups, and how many have spoken this month."""
    asked = {"clp_id": clp_id, "a_month_ago": now() - MONTH, "a_year_ago": now() - YEAR}
    since = {f"since_{years}": _years_ago(years) for _, years in YEARS[:-1]}
    rows = db.session.execute(_COUNTS, {**asked, **since}).all()
    groups = [Group(YEARS[row.number][0], row.members, row.this_year) for row in rows]
    return groups, sum(row.this_month or 0 for row in rows)


def _years_ago(years: int) -> date:
    return today() - years * YEAR
