"""The summary of a thread as its page shows it, and all its versions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from markupsafe import Markup
from sqlalchemy.orm import aliased

from accounts.models import Member
from core import text
from core.db import db
from deliberation.models import Omission, Summary
from deliberation.queries.threads import Row

MOST_SHOWN = 20  # remarks that wait
MOST_VERSIONS = 50


@dataclass(frozen=True, slots=True)
class OmissionShown:
    """What a member says the summary misses; `answer` once a version has answered."""

    id: int
    text: str
    by: str
    at: datetime
    answered_in_id: int | None = None
    answer: str = ""


@dataclass(frozen=True, slots=True)
class SummaryShown:
    """A version of a summary, with what is said to be missing from it."""

    id: int
    number: int
    html: Markup
    covers: int
    since: int  # posts written after the last that it takes in
    why: str
    by: str
    at: datetime
    missing: tuple[OmissionShown, ...]
    hidden_because: str | None = None
    changes: str = ""  # safe HTML: to the version before


_writer, _sayer = aliased(Member), aliased(Member)
_COLUMNS = (
    Summary.id,
    Summary.number,
    Summary.text,
    Summary.html,
    Summary.covers,
    Summary.why,
    Summary.written_at,
    Summary.hidden_at,
    Summary.hidden_because,
    _writer.name.label("writer"),
)
_newest = (
    sa.select(sa.func.max(Summary.number))
    .where(Summary.thread_id == sa.bindparam("thread_id"), Summary.hidden_at.is_(None))
    .scalar_subquery()
)
_STANDING = (
    sa.select(
        *_COLUMNS,
        Omission.id.label("omission_id"),
        Omission.text.label("omission"),
        Omission.said_at,
        _sayer.name.label("sayer"),
    )
    .join(_writer, _writer.id == Summary.by_id)
    .outerjoin(
        Omission,
        sa.and_(
            Omission.thread_id == Summary.thread_id,
            Omission.answered_in_id.is_(None),
            Omission.hidden_at.is_(None),
        ),
    )
    .outerjoin(_sayer, _sayer.id == Omission.by_id)
    .where(Summary.thread_id == sa.bindparam("thread_id"), Summary.number == _newest)
    .order_by(Omission.id)
    .limit(MOST_SHOWN)
)


def summary_of(thread: Row) -> SummaryShown | None:
    """The summary that holds, with the remarks that wait; None without one. 1 statement."""
    rows = db.session.execute(_STANDING, {"thread_id": thread["id"]}).all()
    if not rows:
        return None
    missing = tuple(
        OmissionShown(row.omission_id, row.omission, row.sayer, row.said_at)
        for row in rows
        if row.omission_id is not None
    )
    return _shown(rows[0], thread, missing)


def _shown(row: Any, thread: Row, missing: tuple[OmissionShown, ...]) -> SummaryShown:
    hidden = row.hidden_at is not None
    return SummaryShown(
        id=row.id,
        number=row.number,
        html=Markup() if hidden else Markup(row.html),  # noqa: S704 — made by core.text
        covers=row.covers,
        since=max(0, thread["posts"] - row.covers),
        why="" if hidden else row.why,
        by=row.writer,
        at=row.written_at,
        missing=missing,
        hidden_because=row.hidden_because if hidden else None,
    )


_VERSIONS = (
    sa.select(*_COLUMNS)
    .join(_writer, _writer.id == Summary.by_id)
    .where(Summary.thread_id == sa.bindparam("thread_id"))
    .order_by(Summary.number.desc())
    .limit(MOST_VERSIONS + 1)
)
_OMISSIONS = (
    sa.select(
        Omission.id,
        Omission.summary_id,
        Omission.text,
        Omission.said_at,
        Omission.answered_in_id,
        Omission.answer,
        Member.name,
    )
    .join(Member, Member.id == Omission.by_id)
    .where(Omission.thread_id == sa.bindparam("thread_id"), Omission.hidden_at.is_(None))
    .order_by(Omission.id)
)


def versions_of_summary(thread: Row) -> list[SummaryShown]:
    """The last fifty versions, newest first, each with its difference to the one before.

    With each stands what was said of it. 2 statements.
    """
    rows = db.session.execute(_VERSIONS, {"thread_id": thread["id"]}).all()
    said: dict[int, list[OmissionShown]] = {}
    for it in db.session.execute(_OMISSIONS, {"thread_id": thread["id"]}):
        said.setdefault(it.summary_id, []).append(
            OmissionShown(it.id, it.text, it.name, it.said_at, it.answered_in_id, it.answer)
        )
    texts = ["" if row.hidden_at is not None else row.text for row in rows]
    found = []
    for place, row in enumerate(rows[:MOST_VERSIONS]):
        one = _shown(row, thread, tuple(said.get(row.id, ())))
        before = texts[place + 1] if place + 1 < len(texts) else ""
        if before and not one.hidden_because:
            one = _with_changes(one, before, texts[place])
        found.append(one)
    return found


def _with_changes(one: SummaryShown, before: str, after: str) -> SummaryShown:
    return replace(one, changes=text.word_diff(before, after))
