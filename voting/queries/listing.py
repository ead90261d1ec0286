"""The list of polls: those asked for, open ones first, a page at a time."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from core.db import db
from voting.models import Poll
from voting.queries.filtered import matching
from voting.queries.lists import COLUMNS, as_listed
from voting.reading.filters import Filters
from voting.rules import State

PER_PAGE = 30
STANDS = ("open", "closed", "published", "void")
_ORDER = (
    sa.case((Poll.state == State.OPEN, 0), (Poll.state == State.CLOSED, 1), else_=2),
    sa.case((Poll.state == State.OPEN, Poll.closes_at)),  # those that close soonest
    Poll.closes_at.desc(),
    Poll.id.desc(),
)
_VISIBLE = Poll.state != State.DRAFT, Poll.hidden_at.is_(None)
_LISTED = sa.select(*COLUMNS).where(*_VISIBLE).order_by(*_ORDER).limit(PER_PAGE)
_COUNT = sa.select(sa.func.count(Poll.id)).where(*_VISIBLE)


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of the list; `polls` by where they stand: "open", "closed", "published", "void"."""

    polls: dict[str, list[dict[str, Any]]]
    found: int  # on all pages
    page: int
    pages: int


def listing(asked: Filters, page: int = 1) -> Listed:
    """The polls that were asked for; the last page for one beyond it. 2 statements."""
    found = db.session.scalar(matching(_COUNT, asked)) or 0
    pages = max(1, -(-found // PER_PAGE))
    page = min(page, pages)
    statement = matching(_LISTED, asked).offset((page - 1) * PER_PAGE)
    polls: dict[str, list[dict[str, Any]]] = {name: [] for name in STANDS}
    for row in db.session.execute(statement).mappings():
        poll = as_listed(dict(row))
        polls[poll["stands"]].append(poll)
    return Listed(polls, found, page, pages)
