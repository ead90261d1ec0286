"""What the worker does for polls: close and count at the hour, mix as ballots come, purge.

A poll's own steps are queued when the step before is done. Each may be run twice: a step that was
taken already is left alone.
"""

import logging
import sqlite3

import sqlalchemy as sa

from core import events
from core.clock import now
from core.db import db, reading
from core.jobs import every, job, later
from voting.actions import polls
from voting.actions.paper import settling, telling
from voting.actions.told import tell_officers
from voting.booth import CountStopped, stopped_words
from voting.keys import KeysMissing
from voting.models import Poll
from voting.queries.officers import deadlines_of
from voting.rules import State

__all__ = ["telling"]  # a task of its own

log = logging.getLogger("folkmoot.polls")
NEVER_COUNTED = "its two officers did not both give their passphrase in time."
PURGE_WAITS = (
    "Objections are over: two officers can destroy its votes and keys now, with their names. "
    "If nobody does, the site does so by itself on {:%d %B %Y}."
)
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
    """Count the closed poll, and publish it unless that is for its officers.

    A count that stops is noted for them, and tried again when they say so.
    """
    poll = _poll(poll_id)
    if poll.state == State.CLOSED and poll.tallied_at is None:
        settling.settle(poll)
        events.commit()
        try:
            with reading():
                count = polls.open_ballots(poll)
                db.session.commit()
            polls.finish_count(poll, count)
        except (CountStopped, KeysMissing) as problem:
            log.exception("poll %s is not counted", poll_id)
            db.session.rollback()
            polls.stop_count(poll, stopped_words(problem))
    events.commit()


@job("poll.publish")
def publish_poll(poll_id: int) -> None:
    """Publish what officers have counted and let lie."""
    poll = _poll(poll_id)
    if poll.state == State.CLOSED and poll.tallied_at is not None:
        polls.publish_kept(poll)
    events.commit()


@job("poll.purge")
def purge_poll(poll_id: int) -> None:
    """When objections are over remind the officers; when the last day has come, do it ourselves.

    A poll that could not be counted until then is void.
    """
    poll = db.session.get_one(Poll, poll_id)
    ends = deadlines_of(poll)
    if poll.state == State.CLOSED and poll.tallied_at is None and now() >= ends.purge_by:
        polls.void_poll(poll, poll.trouble or NEVER_COUNTED)
    elif poll.state == State.COUNTED and polls.why_not_purge(poll, by_two=True) is None:
        if now() >= ends.purge_by:
            polls.purge_poll(poll)
        else:
            later("poll.purge", ends.purge_by, poll_id=poll.id)
            tell_officers(poll, PURGE_WAITS.format(ends.purge_by))
    events.commit()


@every(seconds=60, name="poll.mix")
def mix_open_polls() -> None:
    """Mix what waits in each open box; one box in trouble does not hold up the others."""
    with reading():
        open_polls = db.session.scalars(_OPEN).all()
        db.session.commit()
    for poll_id in open_polls:
        try:
            poll = _poll(poll_id)
            polls.mix_poll(poll)
            events.commit()
            polls.take_step(poll)
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
