"""A running poll shows national figures, step by step. Nothing here commits."""

from datetime import timedelta

import sqlalchemy as sa

from core import events
from core.clock import now
from core.db import db, reading
from voting import rules, stepping
from voting.actions.keeping import hold
from voting.models import Poll, PollStep, PollStepFigure
from voting.queries.asked import asked_of
from voting.queries.steps import Step, newest_step
from voting.rules import State, Visibility
from voting.site import booth_of
from voting.stepping import Held


def take_step(poll: Poll) -> bool:
    """Show new figures of an open running poll, if it has come far enough.

    The ballots are opened before anything of the main database is held. Of two who do so at the
    same time one writes.
    """
    with reading():
        last, step = newest_step(poll.id), None
        if _is_due(poll, last):
            step = stepping.held(booth_of(poll), asked_of(poll), poll.step_ballots)
        db.session.commit()
    if step is None or not _may_show(poll, last, step):
        return False
    hold(poll)
    newest = newest_step(poll.id)
    if poll.state != State.OPEN or (newest and newest.number) != (last and last.number):
        return False
    _keep(poll, (last.number if last else 0) + 1, step)
    return True


def _is_due(poll: Poll, last: Step | None) -> bool:
    """Whether it is time for a step, and there are enough new ballots. Opens none."""
    return (
        poll.visibility == Visibility.RUNNING
        and poll.is_open(now())
        and _is_next(poll, last, stepping.could_hold(booth_of(poll), poll.step_ballots))
    )


def _may_show(poll: Poll, last: Step | None, step: Held) -> bool:
    grown = step.ballots - (last.ballots if last else 0)
    before = last.people if last else {}
    return _is_next(poll, last, step.ballots) and not rules.says_of_all(before, step.cells, grown)


def _is_next(poll: Poll, last: Step | None, ballots: int) -> bool:
    since: timedelta | None = now() - last.taken_at if last else None
    return rules.is_next_step(
        ballots=ballots,
        last_ballots=last.ballots if last else 0,
        since=since,
        fewest=poll.step_ballots,
        hours=poll.step_hours,
    )


def _keep(poll: Poll, number: int, step: Held) -> None:
    db.session.add(PollStep(poll_id=poll.id, number=number, taken_at=now(), ballots=step.ballots))
    db.session.flush()
    figures = [
        {"poll_id": poll.id, "number": number, "cell": cell, "people": people}
        for cell, people in sorted(step.cells.items())
    ]
    db.session.execute(sa.insert(PollStepFigure), figures)
    events.record("poll.step", poll, actor_id=None, number=number, ballots=step.ballots)
