"""What detectors read: published ballots, people who took a side, and arguments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from core.db import db
from deliberation.models import Thread
from deliberation.queries import voices_on
from voting.models import Poll
from voting.queries import published_shares
from voting.rules import State as PollState
from wiki.models import Argument, Option
from wiki.rules import Side


@dataclass(frozen=True, slots=True)
class Discussion:
    """One option: its published ballots, the people who took a side, and its arguments."""

    option_id: int
    listed_at: datetime
    ballots: dict[str, int]
    voices: dict[str, int]
    arguments: dict[str, int]


def with_published_polls() -> Iterator[Discussion]:
    """Every option whose poll has been published. 1 statement, and 3 for each of them."""
    options = db.session.execute(
        sa.select(Option.id, Option.added_at)
        .where(
            Option.hidden_at.is_(None),
            Option.archived_at.is_(None),
            Option.id.in_(
                sa.select(Poll.option_id).where(
                    Poll.state.in_([PollState.COUNTED, PollState.PURGED])
                )
            ),
        )
        .order_by(Option.id)
    ).all()
    for option_id, added_at in options:
        shares = published_shares(option_id=option_id)
        if shares is not None:
            yield Discussion(
                option_id=option_id,
                listed_at=added_at,
                ballots=_sides(shares.by_position()),
                voices=voices_on(option_id),
                arguments=_arguments_on(option_id),
            )


def _sides(counts: dict[str, int]) -> dict[str, int]:
    """For and against only: nobody is asked to argue for being unsure."""
    return {str(side): counts.get(side, 0) for side in Side}


def _arguments_on(option_id: int) -> dict[str, int]:
    rows = db.session.execute(
        sa.select(Argument.side, sa.func.count())
        .where(
            Argument.option_id == option_id,
            Argument.hidden_at.is_(None),
            Argument.archived_at.is_(None),
        )
        .group_by(Argument.side)
    )
    return dict(rows.all())


def pages_of_threads(option_id: int) -> list[str]:
    """Names of the page versions of the threads about an option. 1 statement."""
    ids = db.session.scalars(sa.select(Thread.id).where(Thread.option_id == option_id))
    return [f"thread:{id_}" for id_ in ids]
