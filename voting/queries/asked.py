"""What a poll asks for: its method and its choices."""

import sqlalchemy as sa

from core.db import db
from voting import methods
from voting.methods import ON_A_SCALE, Asked, Kind
from voting.models import Poll, PollChoice

_CHOICES = (
    sa.select(PollChoice.words)
    .where(PollChoice.poll_id == sa.bindparam("poll_id"))
    .order_by(PollChoice.number)
)


def asked_of(poll: Poll) -> Asked:
    """What a poll asks for. 1 statement; none for the support scale."""
    if poll.method == Kind.SUPPORT:
        return ON_A_SCALE
    choices = db.session.scalars(_CHOICES, {"poll_id": poll.id})
    return Asked(methods.of(poll.method), tuple(choices))
