"""A member's news: what concerns them, newest first, together by thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from accounts.models import Member
from core.clock import now
from core.db import db
from core.subjects import NOBODY
from notices.models import Choice, Notice
from notices.queries.things import Thing, things
from notices.rules import How, Why, how_told

MOST_SHOWN = 200
SHOWN_FOR = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class News:
    """One thing that concerns a member."""

    notice_id: int
    at: datetime
    why: Why
    by: str  # who did it; "" where that is not said
    heading: str
    url: str
    where: str
    words: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class Group:
    """What happened to one thing, newest first."""

    where: str
    news: list[News]


_member = sa.bindparam("member_id", type_=sa.Integer)
_NOTICES = (
    sa.select(Notice, Member.name)
    .outerjoin(Member, Member.id == Notice.actor_id)
    .where(Notice.member_id == _member, Notice.at >= sa.bindparam("since"))
    .order_by(Notice.id.desc())
    .limit(MOST_SHOWN)
)
_CHOICES = sa.select(Choice.why, Choice.how).where(Choice.member_id == _member)


def news(member_id: int, audiences: Collection[str]) -> list[News]:
    """What concerns this member and they may read, newest first, at most 200.

    At most 2 statements and three for each kind of subject.
    """
    chosen = {row.why: row.how for row in db.session.execute(_CHOICES, {"member_id": member_id})}
    asked = {"member_id": member_id, "since": now() - SHOWN_FOR}
    rows = [
        (notice, name)
        for notice, name in db.session.execute(_NOTICES, asked)
        if how_told(Why(notice.why), chosen) is not How.OFF
    ]
    found = things((row.subject_kind, row.subject_id) for row, _ in rows)
    return [
        _news(row, name, thing)
        for row, name in rows
        if (thing := found.get((row.subject_kind, row.subject_id))) is not None
        and (thing.audience in audiences or _is_own(thing, member_id))
    ]


def _is_own(thing: Thing, member_id: int) -> bool:
    """What nobody else may read: a calendar entry that was refused."""
    return thing.audience == NOBODY and thing.author_id == member_id


def _news(row: Notice, name: str | None, thing: Thing) -> News:
    why = Why(row.why)
    by = name or "" if why.names_who else ""
    return News(
        row.id, row.at, why, by, thing.heading, thing.url, thing.where, row.words, not row.read
    )


def by_thing(some: Iterable[News]) -> Sequence[Group]:
    """The same, together by thing, the thing with the newest first."""
    groups: dict[str, list[News]] = defaultdict(list)
    for one in some:
        groups[one.where].append(one)
    return [Group(where, found) for where, found in groups.items()]
