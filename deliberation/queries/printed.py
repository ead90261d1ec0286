"""What happened in a CLP and in the party in the last month, for members who read it on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from accounts.models import Clp
from core.clock import now
from core.db import db
from core.events import Event
from core.subjects import MEMBERS, PUBLIC
from core.text import excerpt
from deliberation.queries import announcements, calendar
from notices.actions import told
from notices.models import Happening
from notices.queries import things

MONTH = timedelta(days=31)
AHEAD = timedelta(days=45)
MOST = 20  # lines of each part
LONGEST_WORDS = 700  # characters of an announcement
# Nobody watches for these, so that notices have no words for them.
OF_PROPOSALS = {
    "proposal.published": "New proposal",
    "proposal.answered": "The answer to a proposal",
}
IN_THE_PARTY = ("poll.opened", "poll.counted", *OF_PROPOSALS)
IN_THE_WIKI = ("topic.added", "option.added")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened, in words that need no link."""

    at: datetime
    says: str
    heading: str
    where: str


@dataclass(frozen=True, slots=True)
class Printed:
    """One CLP's printed digest."""

    announced: list[tuple[str, str]]  # heading and words
    coming: list[dict[str, Any]]
    here: list[Line]
    party: list[Line]


_event = (Event.id, Event.at, Event.name, Event.subject_kind, Event.subject_id)
_since = sa.bindparam("since", type_=Event.at.type)
_HERE = (
    sa.select(*_event)
    .join(Happening, Happening.event_id == Event.id)
    .where(
        Happening.subject_kind == Clp.kind,
        Happening.subject_id == sa.bindparam("clp_id", type_=sa.Integer),
        Event.at >= _since,
    )
    .order_by(Event.id.desc())
    .limit(5 * MOST)
)
_PARTY = (
    sa.select(*_event)
    .where(Event.name.in_(IN_THE_PARTY + IN_THE_WIKI), Event.at >= _since)
    .order_by(Event.id.desc())
    .limit(5 * MOST)
)


def printed(clp: Clp) -> Printed:
    """What is in the digest today: only what every member of the CLP may read."""
    audiences = {PUBLIC, MEMBERS, f"clp:{clp.id}"}
    asked = {"clp_id": clp.id, "since": now() - MONTH}
    shown = announcements.current(clp.id, calendar.british_day())
    scope = calendar.scope_of_clp(clp.slug) or calendar.NATION
    begins = calendar.midnight(calendar.british_day())
    return Printed(
        announced=[_announced(one) for one in shown[:MOST]],
        coming=calendar.between(scope, begins, begins + AHEAD, own_clp_id=clp.id, most=MOST),
        here=_lines(db.session.execute(_HERE, asked).all(), audiences),
        party=_lines(db.session.execute(_PARTY, asked).all(), audiences),
    )


def _announced(one: dict[str, Any]) -> tuple[str, str]:
    return one["title"], excerpt(one["html"].striptags(), LONGEST_WORDS)


def _lines(rows: Any, audiences: set[str]) -> list[Line]:
    """Each thing once, by the newest that happened to it."""
    newest = {(row.subject_kind, row.subject_id): row for row in reversed(rows)}
    found, words = things(newest), {**OF_PROPOSALS, **told()}
    lines = [
        Line(row.at, words[row.name], thing.heading, thing.where)
        for key, row in newest.items()
        if row.name in words and (thing := found.get(key)) and thing.audience in audiences
    ]
    return sorted(lines, key=lambda line: line.at, reverse=True)[:MOST]
