"""The rows in which pools and published figures are kept."""

from collections.abc import Sequence

import sqlalchemy as sa

from core.db import db
from voting.models import Poll, PollChoice, PollFigure, PollPool, PollPoolClp, PollRow
from voting.pooling import Pool
from voting.publishing import Row


def hold(poll: Poll) -> None:
    """Read the poll again as it is now, and let nobody else change it until this is committed."""
    db.session.refresh(poll, with_for_update=True)


def keep_choices(poll_id: int, choices: Sequence[str]) -> None:
    """Keep what there is to choose from, in the order of the ballot. 1 statement."""
    if choices:
        db.session.execute(
            sa.insert(PollChoice),
            [
                {"poll_id": poll_id, "number": number, "words": words}
                for number, words in enumerate(choices, 1)
            ],
        )


def keep_pools(poll_id: int, pools: Sequence[Pool]) -> None:
    """Keep how a poll's CLPs are grouped. 2 statements."""
    db.session.execute(
        sa.insert(PollPool),
        [
            {
                "poll_id": poll_id,
                "number": pool.number,
                "region_id": pool.region_id,
                "label": pool.label,
                "eligible": pool.eligible,
            }
            for pool in pools
        ],
    )
    db.session.execute(
        sa.insert(PollPoolClp),
        [
            {"poll_id": poll_id, "clp_id": clp_id, "number": pool.number}
            for pool in pools
            for clp_id in pool.clp_ids
        ],
    )


def pools_of(poll_id: int) -> list[Pool]:
    """The pools of a poll by number, without their CLPs. 1 statement."""
    statement = (
        sa.select(PollPool.number, PollPool.region_id, PollPool.label, PollPool.eligible)
        .where(PollPool.poll_id == poll_id)
        .order_by(PollPool.number)
    )
    return [Pool(*row) for row in db.session.execute(statement)]


def keep_rows(poll_id: int, rows: Sequence[Row]) -> None:
    """Keep the table that was published, in its order. 2 statements."""
    if not rows:
        return
    db.session.execute(
        sa.insert(PollRow),
        [
            {
                "poll_id": poll_id,
                "position": position,
                "level": row.level.value,
                "label": row.label,
                "eligible": row.eligible,
                "took_part": row.took_part,
            }
            for position, row in enumerate(rows)
        ],
    )
    db.session.execute(
        sa.insert(PollFigure),
        [
            {
                "poll_id": poll_id,
                "position": position,
                "answer": cell,
                "percent": percent,
                "people": row.counts[cell] if row.counts else None,
            }
            for position, row in enumerate(rows)
            for cell, percent in row.percents.items()
        ],
    )
