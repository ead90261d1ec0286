"""The steps of a running poll: what everybody was shown of it, and when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from core.db import db
from voting.methods import Asked
from voting.models import PollStep, PollStepFigure
from voting.rows import Level

_STEPS = (
    sa.select(
        PollStep.number,
        PollStep.taken_at,
        PollStep.ballots,
        PollStepFigure.cell,
        PollStepFigure.people,
    )
    .join(
        PollStepFigure,
        sa.and_(
            PollStepFigure.poll_id == PollStep.poll_id, PollStepFigure.number == PollStep.number
        ),
    )
    .where(PollStep.poll_id == sa.bindparam("poll_id"))
    .order_by(PollStep.number.desc(), PollStepFigure.cell)
)
_LAST = _STEPS.where(
    PollStep.number
    == sa.select(sa.func.max(PollStep.number))
    .where(PollStep.poll_id == sa.bindparam("poll_id"))
    .scalar_subquery()
)


@dataclass(frozen=True, slots=True)
class Step:
    """National figures of one moment: how many ballots they are of, and how many in each cell."""

    number: int
    taken_at: datetime
    ballots: int
    people: Mapping[str, int]

    def lines(self, asked: Asked) -> list[tuple[str, int, int]]:
        """What it says: words, people, and per cent of its ballots, in the order of results."""
        shown = asked.method.shown(Level.TOTAL, asked.n, is_exact=True)
        found = []
        for cell, parts in shown.items():
            people = sum(self.people.get(part, 0) for part in parts)
            percent = (200 * people + self.ballots) // (2 * self.ballots)
            found.append((asked.method.words(cell, asked.choices), people, percent))
        return found


def steps_of(poll_id: int) -> list[Step]:
    """Every step of a poll, the newest first. 1 statement."""
    return _gathered(db.session.execute(_STEPS, {"poll_id": poll_id}))


def newest_step(poll_id: int) -> Step | None:
    """The newest step; None before the first. 1 statement."""
    found = _gathered(db.session.execute(_LAST, {"poll_id": poll_id}))
    return found[0] if found else None


def _gathered(rows: Iterable[sa.Row[int, datetime, int, str, int]]) -> list[Step]:
    found: dict[int, tuple[datetime, int, dict[str, int]]] = {}
    for number, taken_at, ballots, cell, people in rows:
        found.setdefault(number, (taken_at, ballots, {}))[2][cell] = people
    return [Step(number, *facts) for number, facts in found.items()]
