"""A poll is run again: the same question, to see how opinion has moved. Nothing here commits."""

from datetime import date, datetime

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.rules import Power
from core.db import db
from core.errors import refuse_if
from voting import rules
from voting.actions.keeping import hold
from voting.actions.preparing import draft_poll
from voting.models import Poll
from voting.publishing import Level
from voting.queries.asked import asked_of
from voting.queries.waves import series
from voting.rules import Electorate, KeyWith, Life, State, Visibility


def why_not_again(poll: Poll, by: Viewer, question: str | None = None) -> str | None:
    """The reason this person may not run this poll again now; None when they may. 1 statement."""
    return rules.why_not_again(
        may_open=by.can(Power.OPEN_POLLS, clp_id=poll.clp_id),
        newest=State(_newest(poll).state),
        question=poll.question,
        asked=question,
    )


def run_again(
    poll: Poll,
    by: Viewer,
    *,
    closes_at: datetime,
    cutoff_on: date | None = None,
    question: str | None = None,
) -> Poll:
    """Prepare the next wave of a poll: all that it asks, and whom, stays. Raises Refused.

    `question` is what was sent along, if anything was: another one is refused.
    """
    first = db.session.get_one(Poll, poll.first_wave_id)
    hold(first)  # of two who want the next wave, one gets it
    refuse_if(why_not_again(first, by, question))
    newest = _newest(first)
    wave = draft_poll(
        by,
        question=first.question,
        closes_at=closes_at,
        topic_id=first.topic_id,
        option_id=first.option_id,
        proposal_id=first.proposal_id,
        thread_id=first.thread_id,
        electorate=Electorate(first.electorate),
        place_id=first.clp_id or first.region_id,
        asked=asked_of(first),
        down_to=Level(first.down_to),
        life=Life(cutoff_on, Visibility(first.visibility), KeyWith(first.key_with)),
    )
    wave.wave_of_id, wave.wave = first.id, newest.wave + 1
    db.session.flush()
    return wave


def _newest(poll: Poll) -> Poll:
    """The wave of this poll that was prepared last."""
    return db.session.scalars(_NEWEST, {"first_id": poll.first_wave_id}).one()


_NEWEST = (
    sa.select(Poll)
    .where(series(Poll) == sa.bindparam("first_id"))
    .order_by(Poll.wave.desc(), Poll.id.desc())
    .limit(1)
)
