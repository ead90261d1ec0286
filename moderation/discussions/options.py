"""What detectors read of options, many at once: published ballots, voices and arguments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from core.db import db
from deliberation.models import Thread
from moderation.discussions.voices import untagged_on_each, voices_on_each
from voting.queries.published import published_on
from wiki.models import Argument, Option
from wiki.rules import Side


@dataclass(frozen=True, slots=True)
class Discussion:
    """One option: its published ballots, the people who took a side, and its arguments.

    `untagged` is the share, 0 to 1, of the posts about it that say nothing of themselves.
    """

    option_id: int
    listed_at: datetime
    ballots: dict[str, int]
    voices: dict[str, int]
    arguments: dict[str, int]
    untagged: float


_IDS: sa.BindParameter[Any] = sa.bindparam("option_ids", expanding=True)
_SHOWN = sa.select(Option.id, Option.added_at).where(
    Option.id.in_(_IDS), Option.is_shown(), Option.archived_at.is_(None)
)
_ARGUMENTS = (
    sa.select(Argument.option_id, Argument.side, sa.func.count())
    .where(
        Argument.option_id.in_(_IDS),
        Argument.hidden_at.is_(None),
        Argument.archived_at.is_(None),
    )
    .group_by(Argument.option_id, Argument.side)
)


def with_published_polls(option_ids: Collection[int]) -> list[Discussion]:
    """Those of these options that are shown and whose poll has been published. ≤ 5 statements."""
    published = published_on(option_ids) if option_ids else {}
    if not published:
        return []
    ids = sorted(published)
    listed = dict(db.session.execute(_SHOWN, {"option_ids": ids}).all())
    voices, untagged = voices_on_each(ids), untagged_on_each(ids)
    arguments: dict[int, dict[str, int]] = defaultdict(dict)
    for option_id, side, count in db.session.execute(_ARGUMENTS, {"option_ids": ids}):
        arguments[option_id][side] = count
    return [
        Discussion(
            option_id=option_id,
            listed_at=listed[option_id],
            ballots=_sides(published[option_id].by_position()),
            voices=voices[option_id],
            arguments=arguments[option_id],
            untagged=untagged.get(option_id, 0.0),
        )
        for option_id in ids
        if option_id in listed
    ]


def _sides(counts: dict[str, int]) -> dict[str, int]:
    """For and against only: nobody is asked to argue for being unsure."""
    return {str(side): counts.get(side, 0) for side in Side}


def pages_of_threads(option_id: int) -> list[str]:
    """Names of the page versions of the threads about an option. 1 statement."""
    ids = db.session.scalars(sa.select(Thread.id).where(Thread.option_id == option_id))
    return [f"thread:{id_}" for id_ in ids]
