"""Whether every box is there, opens, and holds a ballot for each person who took part."""

import sqlite3

import sqlalchemy as sa

from core.db import db
from voting.keys import KeysMissing
from voting.models import Poll
from voting.rules import State
from voting.site import booth_of

_UNFINISHED = (
    sa.select(Poll)
    .where(Poll.state.in_([State.OPEN, State.CLOSED, State.COUNTED]))
    .order_by(Poll.id)
)


def problems() -> list[str]:
    """One sentence for each poll whose secrets or box are missing or do not add up."""
    found = [(poll, _problem(poll)) for poll in db.session.scalars(_UNFINISHED)]
    return [f"Poll {poll.id}, “{poll.question}”: {what}" for poll, what in found if what]


def _problem(poll: Poll) -> str:
    booth = booth_of(poll)
    try:
        _ = booth.keys.pepper, booth.keys.ref_key
        if booth.keys.public_key != poll.public_key:
            return "the key in the secrets folder is not the one ballots were sealed to."
        sizes = booth.box.sizes()
    except KeysMissing as problem:
        return f"a secret is missing ({problem})."
    except (sqlite3.Error, sa.exc.DBAPIError):
        return "the box is missing or cannot be opened."
    if sizes.web != sizes.ballots:
        return f"took part: {sizes.web}, ballots: {sizes.ballots}. The two must be equal."
    return ""
