"""What a CLP thinks beside its region and the whole party: published figures, and nothing else.

A CLP whose ballots were too few, or whose line was merged with its neighbours', has no figure of
its own. What is shown is the very line of the published table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from accounts.models import Clp, Region
from core.db import db
from voting import words
from voting.methods import Kind, support_scale
from voting.models import Poll, PollFigure, PollPool, PollPoolClp, PollRow
from voting.publishing import Level, Row
from voting.rules import Electorate, State

MOST = 5  # polls on a CLP's page

_NEWEST = (
    sa.select(Poll.id)
    .join(
        PollPoolClp,
        sa.and_(PollPoolClp.poll_id == Poll.id, PollPoolClp.clp_id == sa.bindparam("clp_id")),
    )
    .where(
        Poll.state.in_([State.COUNTED, State.PURGED]),
        Poll.hidden_at.is_(None),
        Poll.method == Kind.SUPPORT,  # of the others no one share says what a CLP thinks
    )
    .order_by(Poll.counted_at.desc(), Poll.id.desc())
    .limit(MOST)
    .scalar_subquery()
)
_FIGURES = (
    sa.select(
        Poll.id,
        Poll.question,
        Poll.electorate,
        Poll.counted_at,
        PollPool.label.label("pool"),
        Region.name.label("region"),
        PollRow.position,
        PollRow.level,
        PollRow.label,
        PollRow.eligible,
        PollRow.took_part,
        PollFigure.answer,
        PollFigure.percent,
        PollFigure.people,
    )
    .join(PollPoolClp, PollPoolClp.poll_id == Poll.id)
    .join(
        PollPool,
        sa.and_(PollPool.poll_id == Poll.id, PollPool.number == PollPoolClp.number),
    )
    .join(Clp, Clp.id == PollPoolClp.clp_id)
    .join(Region, Region.id == Clp.region_id)
    .outerjoin(
        PollRow,
        sa.and_(
            PollRow.poll_id == Poll.id,
            sa.or_(PollRow.level != Level.POOL, PollRow.label.contains(PollPool.label)),
        ),
    )
    .outerjoin(
        PollFigure,
        sa.and_(PollFigure.poll_id == Poll.id, PollFigure.position == PollRow.position),
    )
    .where(PollPoolClp.clp_id == sa.bindparam("clp_id"), Poll.id.in_(_NEWEST))
    .order_by(Poll.counted_at.desc(), Poll.id.desc(), PollRow.position, PollFigure.answer)
)


@dataclass(frozen=True, slots=True)
class Share:
    """A share in favour, in words. `of`: whose it is when it is not theirs alone, else ""."""

    words: str
    of: str = ""


NOT_ASKED = Share("not asked")
TOO_FEW = Share("too few to show")


@dataclass(frozen=True, slots=True)
class Local:
    """One poll: the share in favour here, in the region and of all, as far as it may be shown."""

    question: str
    url: str
    here: Share
    region: Share
    nation: Share


@dataclass(slots=True)
class _Lines:
    """The lines of a published table that have to do with this CLP."""

    total: Row | None = None
    region: Row | None = None
    pool: Row | None = None


def strength_in_clp(clp_id: int) -> list[Local]:
    """The newest published polls on the scale that a CLP's members could vote in. 1 statement.

    Newest first.
    """
    found = db.session.execute(_FIGURES, {"clp_id": clp_id}).all()
    return [_local(list(rows)) for _, rows in groupby(found, key=lambda row: row.id)]


def _local(rows: list[Any]) -> Local:
    first = rows[0]
    lines = _lines(rows)
    asked = Electorate(first.electorate)
    here = lines.pool or (lines.total if asked is Electorate.CLP else None)
    region = lines.region or (lines.total if asked is Electorate.REGION else None)
    return Local(
        question=first.question,
        url=f"/polls/{first.id}/results",
        here=_share(here),
        region=NOT_ASKED if asked is Electorate.CLP else _share(region),
        nation=_share(lines.total) if asked is Electorate.EVERYONE else NOT_ASKED,
    )


def _lines(rows: Iterable[Any]) -> _Lines:
    """A pool's line stands below that of its region; names alone may be those of another's."""
    lines, in_own = _Lines(), True
    for _, group in groupby(rows, key=lambda row: row.position):
        figures = list(group)
        first = figures[0]
        if first.position is None:
            continue
        row = _row(first, figures)
        match row.level:
            case Level.TOTAL:
                lines.total = row
            case Level.REGION:
                in_own = _names(row.label, first.region)
                lines.region = row if in_own else lines.region
            case Level.POOL if in_own and _names(row.label, first.pool):
                lines.pool = row
    return lines


def _names(label: str, name: str) -> bool:
    """Whether the label of a line, which joins names, has this name (or these) among them."""
    return f", {name}, " in f", {label}, "


def _row(first: Any, figures: Iterable[Any]) -> Row:
    by_answer: Mapping[str, Any] = {one.answer: one for one in figures}
    counts = {answer: one.people for answer, one in by_answer.items()}
    return Row(
        level=Level(first.level),
        label=first.label,
        eligible=first.eligible,
        took_part=first.took_part,
        percents={answer: one.percent for answer, one in by_answer.items()},
        counts=None if None in counts.values() else counts,
    )


def _share(row: Row | None) -> Share:
    """How many of those who took a side, or neither, are in favour: “64% for”."""
    if row is None:
        return TOO_FEW
    strength = support_scale.strength(words.weights(row))
    said = f"{words.shown(row, strength.in_favour)} for" if strength else "nobody took a side"
    return Share(said, of=row.label if ", " in row.label else "")
