"""How members took what prompts brought them, for everybody."""

from __future__ import annotations

from collections import defaultdict

import sqlalchemy as sa

from core.clock import today
from core.db import db
from moderation.models import Reaction
from moderation.rules.reactions import Taken, taken

_COUNTS = (
    sa.select(Reaction.detector, Reaction.said, sa.func.sum(Reaction.people).label("people"))
    .where(Reaction.day < sa.bindparam("today", type_=sa.Date))
    .group_by(Reaction.detector, Reaction.said)
    .order_by(Reaction.detector, Reaction.said)
)
_NEWEST = sa.select(sa.func.max(Reaction.day)).where(
    Reaction.day < sa.bindparam("today", type_=sa.Date)
)


def reactions() -> list[Taken]:
    """By detector, of all days that are over: nothing here changes while somebody answers."""
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for row in db.session.execute(_COUNTS, {"today": today()}):
        counts[row.detector][row.said] = row.people
    return [taken(detector, people) for detector, people in sorted(counts.items())]


def has_of_yesterday() -> bool:
    """Whether the day that ended last brought numbers that the page has yet to tell."""
    newest = db.session.scalar(_NEWEST, {"today": today()})
    return newest is not None and (today() - newest).days <= 1
