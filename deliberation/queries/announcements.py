"""What CLPs announce: what holds today, and everything there was."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa
from markupsafe import Markup

from accounts.models import Member
from core.db import db
from deliberation.models import Announcement, AnnouncementVersion
from deliberation.rules import PER_PAGE, pages_of
from deliberation.rules.announcements import ON_HOME

Row = dict[str, Any]

_OF_CLP = (
    sa.select(
        Announcement.id,
        Announcement.title,
        Announcement.html,
        Announcement.pinned,
        Announcement.last_day,
        Announcement.posted_at,
        Announcement.changed_at,
        Announcement.ended_at,
        Member.name.label("author"),
    )
    .join(Member, Member.id == Announcement.author_id)
    .where(Announcement.clp_id == sa.bindparam("clp_id"), Announcement.hidden_at.is_(None))
)
_NEWEST = (Announcement.posted_at.desc(), Announcement.id.desc())
_CURRENT = (
    _OF_CLP.where(Announcement.ended_at.is_(None), Announcement.last_day >= sa.bindparam("today"))
    .order_by(sa.case((Announcement.pinned == 0, 99), else_=Announcement.pinned), *_NEWEST)
    .limit(ON_HOME)
)
_ALL = _OF_CLP.order_by(*_NEWEST).limit(PER_PAGE).offset(sa.bindparam("skip"))
_COUNT = sa.select(sa.func.count(Announcement.id)).where(
    Announcement.clp_id == sa.bindparam("clp_id"), Announcement.hidden_at.is_(None)
)
_VERSIONS = (
    sa.select(
        AnnouncementVersion.title,
        AnnouncementVersion.words,
        AnnouncementVersion.last_day,
        AnnouncementVersion.written_at,
    )
    .where(AnnouncementVersion.announcement_id == sa.bindparam("announcement_id"))
    .order_by(AnnouncementVersion.id.desc())
    .limit(100)
)


def current(clp_id: int, today: date) -> list[Row]:
    """What a CLP announces today: the pinned in their order, then the newest. 1 statement."""
    found = db.session.execute(_CURRENT, {"clp_id": clp_id, "today": today}).mappings()
    return [_shown(row) for row in found]


def all_of(clp_id: int, page: int) -> tuple[list[Row], int]:
    """A page of everything a CLP announced, newest first; and how many pages. 2 statements."""
    asked = {"clp_id": clp_id, "skip": (page - 1) * PER_PAGE}
    found = db.session.execute(_ALL, asked).mappings()
    count = db.session.scalar(_COUNT, {"clp_id": clp_id}) or 0
    return [_shown(row) for row in found], pages_of(count)


def _shown(row: sa.RowMapping) -> Row:
    return {
        **row,
        "url": f"/announcements/{row['id']}",
        "html": Markup(row["html"]),  # noqa: S704 — made by core.text
    }


def versions_of(announcement_id: int) -> list[Row]:
    """What an announcement said before, newest first. 1 statement."""
    found = db.session.execute(_VERSIONS, {"announcement_id": announcement_id}).mappings()
    return [dict(row) for row in found]
