"""What stewards did with a thread, and why."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from accounts.models import Clp, Member
from core.db import db
from deliberation.models import Thread, ThreadChange
from deliberation.queries.forums import OPEN
from deliberation.rules import PER_PAGE, pages_of

Row = dict[str, Any]
_CHANGES = (
    sa.select(
        ThreadChange.change,
        ThreadChange.because,
        ThreadChange.moved_from,
        ThreadChange.moved_to,
        ThreadChange.at,
        ThreadChange.thread_id,
        Thread.title,
        Member.name.label("by"),
        Clp.name.label("clp"),
    )
    .join(Thread, Thread.id == ThreadChange.thread_id)
    .join(Member, Member.id == ThreadChange.by_id)
    .outerjoin(Clp, Clp.id == Thread.clp_id)
    .order_by(ThreadChange.id.desc())
    .limit(PER_PAGE * 5)
)
_OF = _CHANGES.where(ThreadChange.thread_id == sa.bindparam("thread_id"))
_ALL = _CHANGES.where(OPEN).offset(sa.bindparam("skip"))
_COUNT = (
    sa.select(sa.func.count())
    .select_from(ThreadChange)
    .join(Thread, Thread.id == ThreadChange.thread_id)
    .where(OPEN)
)


def changes_of(thread_id: int) -> list[Row]:
    """The last hundred things stewards did with a thread, newest first. 1 statement."""
    return [dict(row) for row in db.session.execute(_OF, {"thread_id": thread_id}).mappings()]


def changes(page: int) -> tuple[list[Row], int]:
    """A hundred of what stewards did with any thread that all may read; and the number of pages.

    Newest first. 2 statements.
    """
    found = db.session.execute(_ALL, {"skip": (page - 1) * PER_PAGE * 5}).mappings()
    count = db.session.scalar(_COUNT) or 0
    return [dict(row) for row in found], pages_of(-(-count // 5))
