"""Waves: the same question asked again later. Which poll came before, and all of one question."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from core.db import db
from voting.models import Poll
from voting.reading.waves import Wave
from voting.rules import State

_before, _other = aliased(Poll), aliased(Poll)
_SHOWN = [State.OPEN, State.CLOSED, State.COUNTED, State.PURGED]


def series(poll: Any) -> sa.ColumnElement[int]:
    """The number of the poll that was the first wave of this one."""
    return sa.func.coalesce(poll.wave_of_id, poll.id)


def _same(column: str) -> sa.ColumnElement[bool]:
    mine, theirs = getattr(Poll, column), getattr(_before, column)
    return sa.func.coalesce(mine, 0) == sa.func.coalesce(theirs, 0)


#: The newest published wave before a poll that asked the same group; part of a statement on Poll.
LAST_WAVE = (
    sa.select(_before.id)
    .where(
        series(_before) == series(Poll),
        _before.wave < Poll.wave,
        _before.state.in_([State.COUNTED, State.PURGED]),
        _before.hidden_at.is_(None),
        _before.electorate == Poll.electorate,
        _same("region_id"),
        _same("clp_id"),
    )
    .order_by(_before.wave.desc(), _before.id.desc())
    .limit(1)
    .correlate(Poll)
    .scalar_subquery()
)
_LAST = sa.select(LAST_WAVE).where(Poll.id == sa.bindparam("poll_id"))
_WAVES = (
    sa.select(
        _other.id,
        _other.question,
        _other.wave,
        _other.state,
        _other.closes_at,
        _other.electorate,
        _other.region_id,
        _other.clp_id,
    )
    .join(Poll, series(_other) == series(Poll))
    .where(
        Poll.id == sa.bindparam("poll_id"),
        _other.state.in_(_SHOWN),
        _other.hidden_at.is_(None),
    )
    .order_by(_other.wave, _other.id)
)


def last_wave(poll_id: int) -> int | None:
    """The newest published wave before this poll that asked the same group. 1 statement."""
    return db.session.scalar(_LAST, {"poll_id": poll_id})


def waves(poll_id: int) -> list[Wave]:
    """Every wave of a poll that has opened and is not hidden, in the order asked. 1 statement."""
    return [
        Wave(
            id=row.id,
            wave=row.wave,
            question=row.question,
            closes_at=row.closes_at,
            group=(row.electorate, row.region_id, row.clp_id),
            is_published=State(row.state).is_published,
        )
        for row in db.session.execute(_WAVES, {"poll_id": poll_id})
    ]
