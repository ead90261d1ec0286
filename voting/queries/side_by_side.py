"""Every published poll side by side, read from the one published table.

There is no second view: what stands here are the rows of `poll_row` and `poll_figure` that each
poll's own page shows. Nothing is counted for this page alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from accounts.models import Clp, Region
from core.db import db
from voting import methods
from voting.methods import Asked
from voting.models import Poll
from voting.queries.filtered import matching
from voting.queries.tables import choices_of, tables
from voting.queries.waves import LAST_WAVE
from voting.reading import change as changes
from voting.reading.change import Change
from voting.reading.filters import Filters
from voting.reading.gist import Gist, gist, of_region
from voting.reading.overview import TOO_FEW, Cell, Line
from voting.rows import Level, Row
from voting.rules import Electorate, State
from voting.thresholds import change_from, limits_of
from wiki.models import Topic

MOST = 5_000  # polls; more than these are never put side by side

_POLLS = (
    sa.select(
        Poll.id,
        Poll.question,
        Poll.method,
        Poll.electorate,
        Poll.closes_at,
        Poll.opened_at,
        Poll.eligible,
        Poll.wave,
        Topic.title.label("topic"),
        Region.name.label("region"),
        Clp.name.label("clp"),
        LAST_WAVE.label("before_id"),
    )
    .outerjoin(Topic, sa.and_(Topic.id == Poll.topic_id, Topic.hidden_at.is_(None)))
    .outerjoin(Region, Region.id == Poll.region_id)
    .outerjoin(Clp, Clp.id == Poll.clp_id)
    .where(Poll.state.in_([State.COUNTED, State.PURGED]), Poll.hidden_at.is_(None))
    .order_by(Poll.closes_at.desc(), Poll.id.desc())
    .limit(MOST)
)


def side_by_side(asked: Filters) -> list[Line]:
    """Every published poll that was asked for, newest first, without regions. 3 statements."""
    polls = db.session.execute(matching(_POLLS, asked)).all()
    ids = {poll.id for poll in polls} | {poll.before_id for poll in polls if poll.before_id}
    totals = {poll_id: rows[0] for poll_id, rows in tables(ids, Level.TOTAL).items()}
    choices = choices_of(ids)
    return [_line(poll, totals, _poll(poll, choices)) for poll in polls]


def with_regions(lines: Sequence[Line]) -> list[Line]:
    """The same lines, each with a cell for each of its regions. 1 statement."""
    ids = {line.id for line in lines}
    found = tables(ids, Level.REGION)
    return [replace(line, regions=_cells(line, found.get(line.id, []))) for line in lines]


def _line(poll: Any, totals: Mapping[int, Row], asked: Asked) -> Line:
    total = totals.get(poll.id)
    limits = limits_of(poll.opened_at)
    return Line(
        id=poll.id,
        question=poll.question,
        poll=asked,
        asked=_group(poll),
        closed_at=poll.closes_at,
        eligible=poll.eligible,
        took_part=total.took_part if total else None,
        gist=gist(asked, total, limits) if total else Gist(figure=TOO_FEW),
        change=_change(poll, totals, asked),
        wave=poll.wave,
        topic=poll.topic or "",
    )


def _poll(poll: Any, choices: Mapping[int, Sequence[str]]) -> Asked:
    return Asked(methods.of(poll.method), tuple(choices.get(poll.id, ())))


def _change(poll: Any, totals: Mapping[int, Row], asked: Asked) -> Change:
    if poll.before_id is None:
        return Change(why_not=changes.FIRST_TIME if poll.wave == 1 else changes.OTHERS_ASKED)
    before, now = totals.get(poll.before_id), totals.get(poll.id)
    return changes.change(asked, before, now, least=change_from(poll.opened_at))


def _group(poll: Any) -> str:
    return "All members" if poll.electorate == Electorate.EVERYONE else poll.clp or poll.region


def _cells(line: Line, rows: Iterable[Row]) -> dict[str, Cell]:
    """By region. Those that are shown as one have the same figure, and say with whom."""
    found = {}
    for row in rows:
        names = row.label.split(", ")
        here = of_region(line.poll, row, line.gist.first)
        percent = None if here.strength is None else round(here.strength * 100)
        for name in names:
            found[name] = Cell(here.figure, percent, row.label if len(names) > 1 else "")
    return found
