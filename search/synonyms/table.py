"""Which lines hold: those that come with the site, and what editors changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from flask import current_app

from accounts.models import Member
from core.db import db
from search.synonyms.lines import Line, Stems, Table, read, table_of
from search.synonyms.models import SynonymChange

COMES_WITH_THE_SITE = Path(__file__).parent / "everyday"
MOST_SHOWN = 1_000

_NEWEST = sa.select(sa.func.max(SynonymChange.id))
_CHANGES = sa.select(SynonymChange.line, SynonymChange.holds).order_by(SynonymChange.id)
_LOG = (
    sa.select(
        SynonymChange.id,
        SynonymChange.line,
        SynonymChange.holds,
        SynonymChange.reason,
        SynonymChange.at,
        Member.name,
    )
    .outerjoin(Member, Member.id == SynonymChange.by_id)
    .order_by(SynonymChange.id.desc())
    .limit(MOST_SHOWN)
)


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the log."""

    id: int
    line: Line
    holds: bool
    reason: str
    at: datetime
    who: str


@cache
def everyday() -> tuple[str, ...]:
    """The lines that come with the site, as they are stored."""
    files = sorted(COMES_WITH_THE_SITE.glob("*.txt"))
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return tuple(str(read(line)) for line in lines if line and not line.startswith("#"))


def newest() -> int:
    """The number of the newest change; 0 before the first. 1 statement."""
    return db.session.scalar(_NEWEST) or 0


def holding() -> list[Line]:
    """Every line that holds, in order. 1 statement."""
    held = dict.fromkeys(everyday(), True)
    held.update((row.line, row.holds) for row in db.session.execute(_CHANGES))
    return [read(line) for line, holds in sorted(held.items()) if holds]


def in_force(stems: Stems) -> Table:
    """What else will do for each wording. 1 statement, and another when something was changed."""
    now = newest()
    kept: tuple[int, Table] | None = current_app.extensions.get("search.synonyms")
    if kept is None or kept[0] != now:
        kept = (now, table_of(holding(), stems))
        current_app.extensions["search.synonyms"] = kept
    return kept[1]


def log() -> list[Change]:
    """The changes there were, newest first. 1 statement."""
    return [
        Change(row.id, read(row.line), row.holds, row.reason, row.at, row.name or "")
        for row in db.session.execute(_LOG)
    ]
