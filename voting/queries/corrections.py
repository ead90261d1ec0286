"""Corrections of published results, for everybody to read."""

from collections.abc import Sequence

import sqlalchemy as sa

from core.db import db
from voting.models import PollCorrection

_OF_POLL = (
    sa.select(PollCorrection)
    .where(PollCorrection.poll_id == sa.bindparam("poll_id"))
    .order_by(PollCorrection.number)
)


def corrections_of(poll_id: int) -> Sequence[PollCorrection]:
    """Every correction of a poll's result, the first one first. 1 statement."""
    return db.session.scalars(_OF_POLL, {"poll_id": poll_id}).all()


def correction(poll_id: int, number: int) -> PollCorrection | None:
    """One of them. 1 statement."""
    return db.session.get(PollCorrection, (poll_id, number))
