"""Published tables of many polls at once, one level at a time."""

from collections.abc import Collection, Sequence
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from core.db import db
from voting.models import PollChoice, PollFigure, PollRow
from voting.rows import Level, Row

_IDS: sa.BindParameter[list[int]] = sa.bindparam("ids", expanding=True)
_CHOICES = (
    sa.select(PollChoice.poll_id, PollChoice.words)
    .where(PollChoice.poll_id.in_(_IDS))
    .order_by(PollChoice.poll_id, PollChoice.number)
)
_TABLES = (
    sa.select(
        PollRow.poll_id,
        PollRow.position,
        PollRow.level,
        PollRow.label,
        PollRow.eligible,
        PollRow.took_part,
        PollFigure.answer,
        PollFigure.percent,
        PollFigure.people,
    )
    .join(
        PollFigure,
        sa.and_(PollFigure.poll_id == PollRow.poll_id, PollFigure.position == PollRow.position),
    )
    .where(PollRow.poll_id.in_(_IDS), PollRow.level == sa.bindparam("level"))
    .order_by(PollRow.poll_id, PollRow.position, PollFigure.answer)
)


def tables(poll_ids: Collection[int], level: Level) -> dict[int, list[Row]]:
    """The rows of this level of each poll's published table, in order. 1 statement."""
    asked = {"ids": list(poll_ids), "level": level.value}
    found: dict[int, list[Row]] = {}
    rows = db.session.execute(_TABLES, asked)
    for (poll_id, _), group in groupby(rows, key=lambda row: (row.poll_id, row.position)):
        figures = list(group)
        found.setdefault(poll_id, []).append(row_of(figures, figures[0].eligible))
    return found


def choices_of(poll_ids: Collection[int]) -> dict[int, list[str]]:
    """What each poll offers to choose from, in the order of the ballot. 1 statement."""
    found: dict[int, list[str]] = {}
    for poll_id, words in db.session.execute(_CHOICES, {"ids": list(poll_ids)}):
        found.setdefault(poll_id, []).append(words)
    return found


def row_of(figures: Sequence[Any], eligible: int) -> Row:
    """A row of the published table from its figures, each with the columns of its row."""
    first = figures[0]
    is_exact = all(figure.people is not None for figure in figures)
    return Row(
        level=Level(first.level),
        label=first.label,
        eligible=eligible,
        took_part=first.took_part,
        percents={figure.answer: figure.percent for figure in figures},
        counts={figure.answer: figure.people for figure in figures} if is_exact else None,
    )
