"""Declared interests as one member may see them: their own, and those that concern them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.models import Member
from core.clock import today
from core.db import db
from core.subjects import find
from moderation.facts.interests import declared
from moderation.models import Interest
from moderation.rules.interests import About, Tie, dates_of

MOST_SHOWN = 100
SHOWN_FOR = timedelta(days=366)  # after it has ended

_ALL = sa.select(Interest, Member.name).join(Member, Member.id == Interest.member_id)


@dataclass(frozen=True, slots=True)
class Line:
    """One interest, in words."""

    id: int
    by: str
    tie: str
    about: str
    about_url: str
    words: str
    dates: str
    holds: bool


def of(member_id: int) -> list[Line]:
    """What this member has declared, newest first. 1 statement, and 1 for each thing named."""
    return _lines(_ALL.where(Interest.member_id == member_id))


def concerning(reader: Viewer) -> list[Line]:
    """What others declared about this member, their CLP, or a topic, newest first.

    A person is told what names them, a CLP what names it, every member what names a topic.
    """
    own = Interest.about_kind == About.MEMBER, Interest.about_id == reader.id
    home = Interest.about_kind == About.CLP, Interest.about_id == reader.clp_id
    reach = [sa.and_(*own), sa.and_(*home)]
    if reader.is_member:
        reach.append(Interest.about_kind == About.TOPIC)
    return _lines(_ALL.where(Interest.member_id != reader.id, sa.or_(*reach)))


def interest_of(reader: Viewer, interest_id: int) -> Interest | None:
    """One of their own; nobody changes another's. 1 statement."""
    found = db.session.get(Interest, interest_id)
    return found if found is not None and found.member_id == reader.id else None


def _lines(asked: sa.Select[Interest, str]) -> list[Line]:
    rows = db.session.execute(asked.order_by(Interest.id.desc()).limit(MOST_SHOWN)).all()
    lines = [_line(row, name) for row, name in rows]
    return [line for line in lines if line is not None]


def _line(row: Interest, by: str) -> Line | None:
    one = declared(row)
    if one.last_day is not None and one.last_day < today() - SHOWN_FOR:
        return None
    about = find(row.about_kind, row.about_id)
    return Line(
        id=row.id,
        by=by,
        tie=Tie(row.tie).label,
        about=about.heading if about else "",
        about_url=about.url if about else "",
        words=row.words,
        dates=dates_of(one.since, one.last_day),
        holds=one.held_between(today(), today()) and row.ended_at is None,
    )
