"""What was written and hidden in a quarter by position, and what the audits found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from core.db import db
from deliberation.models import Post
from deliberation.rules import SIDES
from moderation.models import Case, Decision
from moderation.models.neutrality import NeutralityAudit
from moderation.rules.cases import Action
from moderation.rules.quarters import Quarter, in_steps, share
from wiki.models import Argument

_SIDES = [str(side) for side in SIDES]
_START: sa.BindParameter[datetime] = sa.bindparam("start", type_=Post.written_at.type)
_END: sa.BindParameter[datetime] = sa.bindparam("end", type_=Post.written_at.type)
_WRITTEN = (
    sa.select(Post.position, sa.func.count())
    .where(
        Post.written_at >= _START,
        Post.written_at < _END,
        Post.position.in_(_SIDES),
        Post.is_note.is_(sa.false()),
    )
    .group_by(Post.position),
    sa.select(Argument.side, sa.func.count())
    .where(Argument.added_at >= _START, Argument.added_at < _END)
    .group_by(Argument.side),
)
# What moderators hid in the quarter and still is: once, though several decisions led to it.
_OUT = (
    Decision.action == Action.HIDE,
    Decision.confirmed_at >= _START,
    Decision.confirmed_at < _END,
    Decision.overruled_at.is_(None),
)
_HIDDEN = tuple(
    sa.select(side, sa.func.count(kind.id.distinct()))
    .join(Case, sa.and_(Case.subject_kind == kind.kind, Case.subject_id == kind.id))
    .join(Decision, Decision.case_id == Case.id)
    .where(*_OUT, side.in_(_SIDES))
    .group_by(side)
    for kind, side in ((Post, Post.position), (Argument, Argument.side))
)


def counted(quarter: Quarter) -> tuple[dict[str, int], dict[str, int]]:
    """Contributions written, and those hidden, by position. 4 statements."""
    within = {"start": quarter.start, "end": quarter.end}
    written, hidden = _sum(_WRITTEN, within), _sum(_HIDDEN, within)
    return {side: written[side] for side in _SIDES}, {side: hidden[side] for side in _SIDES}


def _sum(
    statements: Iterable[sa.Select[*tuple[Any, ...]]], within: Mapping[str, datetime]
) -> Counter[str]:
    found: Counter[str] = Counter()
    for statement in statements:
        for side, count in db.session.execute(statement, dict(within)):
            found[side] += count
    return found


@dataclass(frozen=True, slots=True)
class Told:
    """One position in one quarter, as members read it."""

    quarter: str
    position: str
    written: str
    share_written: str
    hidden: str
    share_hidden: str
    finding: str


_AUDITS = sa.select(NeutralityAudit).order_by(NeutralityAudit.quarter.desc())


def audits(*, most: int = 20) -> list[list[Told]]:
    """The last quarters, newest first, each with a line for each position. 1 statement."""
    return [_told(one) for one in db.session.scalars(_AUDITS.limit(most))]


def _told(audit: NeutralityAudit) -> list[Told]:
    written = sum(one["written"] for one in audit.figures.values())
    hidden = sum(one["hidden"] for one in audit.figures.values())
    return [
        Told(
            quarter=audit.quarter,
            position=side,
            written=in_steps(one["written"]),
            share_written=share(one["written"], written),
            hidden=in_steps(one["hidden"]),
            share_hidden=share(one["hidden"], hidden),
            finding=_MORE if one["alerts"] else _AS_CHANCE,
        )
        for side in _SIDES
        if (one := audit.figures.get(side)) is not None
    ]


_MORE = "hidden more often than chance explains: the appeal panel was told"
_AS_CHANCE = "no more often than chance explains"
