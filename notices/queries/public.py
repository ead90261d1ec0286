"""What happened in one thing, as everybody may read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from core.db import db
from core.events import Event
from core.subjects import PUBLIC
from notices.actions.happening import told
from notices.models import Happening
from notices.queries.things import things

MOST_IN_FEED = 50

_HAPPENED = (
    sa.select(Event.id, Event.at, Event.name, Event.subject_kind, Event.subject_id)
    .join(Happening, Happening.event_id == Event.id)
    .where(
        Happening.subject_kind == sa.bindparam("kind"),
        Happening.subject_id == sa.bindparam("subject_id", type_=sa.Integer),
    )
    .order_by(Happening.event_id.desc())
    .limit(MOST_IN_FEED)
)


@dataclass(frozen=True, slots=True)
class PublicNews:
    """One thing that happened."""

    at: datetime
    says: str
    heading: str
    where: str
    url: str


def public_news(kind: str, subject_id: int) -> list[PublicNews]:
    """The newest 50 of what everybody may read. 1 statement and three for each kind of subject."""
    rows = db.session.execute(_HAPPENED, {"kind": kind, "subject_id": subject_id}).all()
    newest = {(row.subject_kind, row.subject_id): row.id for row in reversed(rows)}  # an id, once
    found = things((row.subject_kind, row.subject_id) for row in rows)
    return [
        PublicNews(row.at, told()[row.name], thing.heading, thing.where, thing.url)
        for row in rows
        if row.name in told()
        and newest[row.subject_kind, row.subject_id] == row.id
        and (thing := found.get((row.subject_kind, row.subject_id)))
        and thing.audience == PUBLIC
    ]
