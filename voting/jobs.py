"""What the worker does for polls: close and count at the hour, mix as ballots come, purge.

A poll's own steps are queued when the step before is done. Each may be run twice: a step that was
taken already is left alone.
"""

import logging
import sqlite3

import sqlalchemy as sa

from core import events
from core.db import db, reading
from core.jobs import every, job
from voting.actions import polls
from voting.keys import KeysMissing
from voting.models import Poll
from voting.rules import State

log = logging.getLogger("folkmoot.polls")
_OPEN = sa.select(Poll.id).where(Poll.state == State.OPEN).order_by(Poll.id)


@job("poll.close")
def close_poll(poll_id: int) -> None:
    """Close the poll, unless somebody did so before its time."""
    poll = _poll(poll_id)
    if poll.state == State.OPEN:
        polls.close_poll(poll)
    events.commit()


@job("poll.count")
def count_poll(poll_id: int) -> None:
    """Count and publish the closed poll."""
    poll = _poll(poll_id)
    if poll.state == State.CLOSED:
        with reading():
            count = polls.open_ballots(poll)
            db.session.commit()
        polls.publish(poll, count)
    events.commit()


@job("poll.purge")
def purge_poll(poll_id: int) -> None:
    """Destroy the ballots when the time for objections is over."""
    poll = db.session.get_one(Poll, poll_id)
    if poll.state == State.COUNTED:
        polls.purge_poll(poll)
    events.commit()


@every(seconds=60, name="poll.mix")
def mix_open_polls() -> None:
    """Mix what waits in each open box; one box in trouble does not hold up the others."""
    with reading():
        open_polls = db.session.scalars(_OPEN).all()
        db.session.commit()
    for poll_id in open_polls:
        try:
            polls.mix_poll(_poll(poll_id))
            events.commit()
        except (KeysMissing, sqlite3.Error, sa.exc.DBAPIError):
            db.session.rollback()
            log.exception("the box of poll %s cannot be mixed", poll_id)


def _poll(poll_id: int) -> Poll:
    """The poll, and no transaction left open: work on a large box keeps no writer waiting."""
    with reading():
        poll = db.session.get_one(Poll, poll_id)
        db.session.commit()
    return poll
