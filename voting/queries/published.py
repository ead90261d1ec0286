"""What was published of polls: the same for everyone, staff included."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from core.db import db
from voting.methods import ON_A_SCALE, Asked, Kind
from voting.methods.support_scale import Answer
from voting.models import Poll, PollFigure, PollRow
from voting.publishing import Level, Row
from voting.rules import Electorate, State

_ROWS = (
    sa.select(PollRow).where(PollRow.poll_id == sa.bindparam("poll_id")).order_by(PollRow.position)
)
_FIGURES = sa.select(
    PollFigure.position, PollFigure.answer, PollFigure.percent, PollFigure.people
).where(PollFigure.poll_id == sa.bindparam("poll_id"))
_PUBLISHED_TOTAL = (
    sa.select(PollRow.took_part, PollFigure.answer, PollFigure.percent, PollFigure.people)
    .join(
        PollFigure,
        sa.and_(PollFigure.poll_id == PollRow.poll_id, PollFigure.position == PollRow.position),
    )
    .join(Poll, Poll.id == PollRow.poll_id)
    .where(PollRow.level == Level.TOTAL, Poll.hidden_at.is_(None), Poll.method == Kind.SUPPORT)
)
_NEWEST = (
    sa.select(
        Poll.id,
        Poll.option_id,
        sa.func.row_number()
        .over(partition_by=Poll.option_id, order_by=(Poll.counted_at.desc(), Poll.id.desc()))
        .label("newest_first"),
    )
    .where(
        Poll.option_id.in_(sa.bindparam("option_ids", expanding=True)),
        Poll.electorate == Electorate.EVERYONE,
        Poll.method == Kind.SUPPORT,
        Poll.state.in_([State.COUNTED, State.PURGED]),
        Poll.hidden_at.is_(None),
    )
    .subquery("newest")
)
_PUBLISHED_ON = (
    _PUBLISHED_TOTAL.add_columns(_NEWEST.c.option_id)
    .join(_NEWEST, _NEWEST.c.id == Poll.id)
    .where(_NEWEST.c.newest_first == 1)
)
_PUBLISHED = {
    "poll_id": _PUBLISHED_TOTAL.where(Poll.id == sa.bindparam("poll_id")),
    "option_id": _PUBLISHED_TOTAL.where(
        Poll.id
        == sa.select(Poll.id)
        .where(
            Poll.option_id == sa.bindparam("option_id"),
            Poll.electorate == Electorate.EVERYONE,
            Poll.method == Kind.SUPPORT,
            Poll.state.in_([State.COUNTED, State.PURGED]),
            Poll.hidden_at.is_(None),
        )
        .order_by(Poll.counted_at.desc(), Poll.id.desc())
        .limit(1)
        .scalar_subquery()
    ),
}


@dataclass(frozen=True, slots=True)
class Shares:
    """Published shares of a poll on the support scale, each 0 to 1, without abstentions.

    Unsure are those who were neither for nor against or need more information.
    """

    ballots: int  # how many the shares are of
    in_favour: float
    against: float
    unsure: float

    def by_position(self) -> dict[str, int]:
        """Ballots by position ("for", "against", "unsure"), as nearly as was published."""
        shares = {"for": self.in_favour, "against": self.against, "unsure": self.unsure}
        return {position: round(share * self.ballots) for position, share in shares.items()}


def rows(poll_id: int, asked: Asked = ON_A_SCALE) -> list[Row]:
    """The published table, the total first; empty before the count. 2 statements."""
    figures: dict[int, list[Any]] = {}
    for position, *figure in db.session.execute(_FIGURES, {"poll_id": poll_id}):
        figures.setdefault(position, []).append(figure)
    return [
        _row(row, figures[row.position], asked)
        for row in db.session.scalars(_ROWS, {"poll_id": poll_id})
    ]


def published_shares(*, poll_id: int | None = None, option_id: int | None = None) -> Shares | None:
    """What was published of a poll, or of the newest poll of all members on an option; else None.

    Of polls on the support scale only. The only figures that detectors may read. 1 statement.
    """
    name, value = ("poll_id", poll_id) if option_id is None else ("option_id", option_id)
    found = db.session.execute(_PUBLISHED[name], {name: value}).all()
    return _of(found) if found else None


def published_on(option_ids: Collection[int]) -> dict[int, Shares]:
    """The same for many options at once; those without a result are left out. 1 statement."""
    found: dict[int, list[Any]] = {}
    for row in db.session.execute(_PUBLISHED_ON, {"option_ids": list(option_ids)}):
        found.setdefault(row.option_id, []).append(row)
    shares = ((option_id, _of(rows)) for option_id, rows in found.items())
    return {option_id: one for option_id, one in shares if one is not None}


def _of(found: Sequence[Any]) -> Shares | None:
    is_exact = found[0].people is not None
    weights: dict[str, int] = {row.answer: row.people if is_exact else row.percent for row in found}
    return _shares(weights, is_exact=is_exact, took_part=found[0].took_part)


def _shares(weights: Mapping[str, int], *, is_exact: bool, took_part: int) -> Shares | None:
    in_favour = weights[Answer.FOR] + weights[Answer.STRONGLY_FOR]
    against = weights[Answer.AGAINST] + weights[Answer.STRONGLY_AGAINST]
    unsure = weights[Answer.NEITHER] + weights[Answer.MORE_INFORMATION]
    whole = in_favour + against + unsure
    if not whole:
        return None
    ballots = whole if is_exact else round(took_part * min(whole, 100) / 100)
    return Shares(ballots, in_favour / whole, against / whole, unsure / whole)


def _row(row: PollRow, figures: list[Any], asked: Asked) -> Row:
    by_cell = {cell: (percent, people) for cell, percent, people in figures}
    is_exact = all(people is not None for _, people in by_cell.values())
    cells = asked.method.shown(Level(row.level), asked.n, is_exact=is_exact)
    return Row(
        level=Level(row.level),
        label=row.label,
        eligible=row.eligible,
        took_part=row.took_part,
        percents={cell: by_cell[cell][0] for cell in cells},
        counts={cell: by_cell[cell][1] for cell in cells} if is_exact else None,
    )
