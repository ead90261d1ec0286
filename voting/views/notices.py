"""What a poll's page tells of its terms, from the poll that was frozen at its opening."""

from accounts.models import Clp, Region
from core.dates import day, day_time
from core.db import db
from voting.models import Poll
from voting.reading import notice
from voting.reading.notice import Notice, Terms
from voting.rows import Level
from voting.rules import Electorate, Visibility

LEAST_BALLOTS, LEAST_HOURS = 25, 24  # of a step, anywhere but in a demonstration


def notice_of(poll: Poll) -> Notice:
    """Who may vote, until when, what comes out when, and what nobody should expect."""
    is_running = poll.visibility == Visibility.RUNNING
    return notice.of(
        Terms(
            asked=_group(poll),
            is_everyone=poll.electorate == Electorate.EVERYONE,
            cutoff=day(poll.cutoff_on) if poll.cutoff_on else "",
            eligible=poll.eligible,
            closes=day_time(poll.closes_at),
            k_show=poll.k_show,
            down_to=Level(poll.down_to),
            is_running=is_running,
            step_ballots=poll.step_ballots,
            step_hours=poll.step_hours,
            is_demo=is_running
            and (poll.step_ballots < LEAST_BALLOTS or poll.step_hours < LEAST_HOURS),
        )
    )


def _group(poll: Poll) -> str:
    """The name of the region or CLP that is asked; "" for everyone."""
    if poll.clp_id is not None:
        return db.session.get_one(Clp, poll.clp_id).name
    if poll.region_id is not None:
        return db.session.get_one(Region, poll.region_id).name
    return ""
