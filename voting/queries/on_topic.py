"""The polls on a topic's page, with how strength moved over their waves, in one statement."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from core.db import db
from voting import methods
from voting.methods import Asked
from voting.models import Poll, PollChoice, PollFigure, PollRow
from voting.queries.lists import COLUMNS, NEWEST_FIRST, as_listed
from voting.queries.tables import row_of
from voting.reading import waves as reading
from voting.reading.waves import Wave, WaveLine
from voting.rows import Level, Row
from voting.rules import State
from voting.thresholds import change_from, limits_of

MOST = 50  # polls

_CHOICES = (
    sa.select(sa.func.count(PollChoice.number))
    .where(PollChoice.poll_id == Poll.id)
    .correlate(Poll)
    .scalar_subquery()
)
_NEWEST = (
    sa.select(Poll.id)
    .where(
        Poll.topic_id == sa.bindparam("topic_id"),
        Poll.state != State.DRAFT,
        Poll.hidden_at.is_(None),
    )
    .order_by(*NEWEST_FIRST)
    .limit(MOST)
    .subquery()
)
_ON_TOPIC = (
    sa.select(
        *COLUMNS,
        Poll.opened_at,
        Poll.wave,
        Poll.wave_of_id,
        Poll.electorate,
        Poll.region_id,
        Poll.clp_id,
        _CHOICES.label("choices"),
        PollRow.level,
        PollRow.label,
        PollRow.eligible.label("row_eligible"),
        PollRow.took_part,
        PollFigure.answer,
        PollFigure.percent,
        PollFigure.people,
    )
    .join(_NEWEST, _NEWEST.c.id == Poll.id)
    .outerjoin(PollRow, sa.and_(PollRow.poll_id == Poll.id, PollRow.level == Level.TOTAL))
    .outerjoin(
        PollFigure,
        sa.and_(PollFigure.poll_id == Poll.id, PollFigure.position == PollRow.position),
    )
    .order_by(*NEWEST_FIRST, PollFigure.answer)
)
_read = {"polls": _ON_TOPIC}
_carried: list[str] = []
_OF_POLL = [column.key for column in COLUMNS]


def carry(
    change: Callable[[sa.Select[*tuple[Any, ...]]], sa.Select[*tuple[Any, ...]]], names: list[str]
) -> None:
    """Let a package to the left read what it shows of a poll along with it: no statement more.

    The columns of these names stand in `carried` of each poll.
    """
    _read["polls"] = change(_read["polls"])
    _carried.extend(names)


def polls_on(topic_id: int) -> list[dict[str, Any]]:
    """The polls on a topic and its options, open ones first. 1 statement.

    Waves of one question stand under the newest of them that has a result, as `waves`: the lines
    of a table, oldest first; [] where there was one only.
    """
    found = db.session.execute(_read["polls"], {"topic_id": topic_id}).all()
    polls = [list(rows) for _, rows in groupby(found, key=lambda row: row.id)]
    series: dict[int, list[list[Any]]] = {}
    for rows in polls:
        series.setdefault(rows[0].wave_of_id or rows[0].id, []).append(rows)
    return [one for rows in polls for one in _strip(rows, series[rows[0].wave_of_id or rows[0].id])]


def _strip(rows: list[Any], waves: Sequence[list[Any]]) -> list[dict[str, Any]]:
    """A poll as its strip; none for a result after which a newer one of the same question came."""
    first = rows[0]
    published = [one for one in waves if State(one[0].state).is_published]
    newest = max(published, key=lambda one: one[0].wave, default=None)
    is_published = State(first.state).is_published
    if is_published and newest is not rows:
        return []
    poll = as_listed({name: getattr(first, name) for name in _OF_POLL})
    lines = _lines(published) if is_published and len(published) > 1 else []
    carried = {name: getattr(first, name) for name in _carried}
    return [{**poll, "waves": lines, "carried": carried}]


def _lines(published: Sequence[list[Any]]) -> list[WaveLine]:
    in_order = sorted(published, key=lambda rows: rows[0].wave)
    first = in_order[-1][0]
    # The choices' words are not read here: their numbers name them well enough to compare.
    asked = Asked(methods.of(first.method), tuple(map(str, range(1, first.choices + 1))))
    totals = {rows[0].id: total for rows in in_order if (total := _total(rows))}
    waves = [
        Wave(
            id=rows[0].id,
            wave=rows[0].wave,
            question=rows[0].question,
            closes_at=rows[0].closes_at,
            group=(rows[0].electorate, rows[0].region_id, rows[0].clp_id),
            is_published=True,
        )
        for rows in in_order
    ]
    least, limits = change_from(first.opened_at), limits_of(first.opened_at)
    return reading.lines(waves, totals, asked, least=least, limits=limits)


def _total(rows: list[Any]) -> Row | None:
    return row_of(rows, eligible=rows[0].row_eligible) if rows[0].level else None
