"""The poll about a thread, read along with the thread itself."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from deliberation.models import Thread
from voting.models import Poll
from voting.rules import State

_newest = aliased(Poll)
_NEWEST = (
    sa.select(_newest.id)
    .where(
        _newest.thread_id == Thread.id,
        _newest.state != State.DRAFT,
        _newest.hidden_at.is_(None),
    )
    .order_by(_newest.wave.desc(), _newest.id.desc())
    .limit(1)
    .correlate(Thread)
    .scalar_subquery()
)


def with_poll(thread: sa.Select[*tuple[Any, ...]]) -> sa.Select[*tuple[Any, ...]]:
    """The statement that reads a thread, with its newest poll: no statement more."""
    return thread.add_columns(
        Poll.id.label("poll_id"),
        Poll.question.label("poll_question"),
        Poll.state.label("poll_state"),
        Poll.closes_at.label("poll_closes_at"),
        Poll.headline.label("poll_headline"),
    ).outerjoin(Poll, Poll.id == _NEWEST)
