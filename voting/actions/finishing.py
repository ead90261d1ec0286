"""A poll is mixed while it is open, then closed, counted, published and purged.

Each step first does what cannot be undone (shut the box, destroy a key), then says so in the main
database; interrupted between the two it is simply done again.
"""

from datetime import timedelta

import sqlalchemy as sa

from accounts.models import Region
from core import events, house_rules, jobs
from core.clock import now, today
from core.db import db
from core.errors import Refused, refuse_if
from deliberation.actions.answering import poll_counted
from deliberation.actions.ordering import want_about
from voting import pooling, publishing, rules, words
from voting.actions.keeping import keep_rows, pools_of
from voting.actions.told import tell_of_result
from voting.booth import Count
from voting.models import Poll
from voting.proof import manifests
from voting.publishing import Level
from voting.queries import asked_of
from voting.rules import State
from voting.site import booth_of
from voting.thresholds import limits_of


def mix_poll(poll: Poll) -> bool:
    """Mix the waiting ballots if there are enough, and refresh the day's turnout."""
    box = booth_of(poll).box
    mixed = box.needs_mixing(poll.mix_min) and box.mix() > 0
    if is_new_day := poll.turnout_on != today():
        poll.turnout_on = today()
        poll.turnout_shown = pooling.shown_turnout(box.sizes().took_part, poll.eligible)
        manifests.noted(poll)
    if mixed:
        manifests.mixed(poll, box.sizes().mixed)
    if mixed or is_new_day:
        events.record("poll.mixed", poll, actor_id=None, turnout=poll.turnout_shown)
    return mixed


def close_poll(poll: Poll, by_id: int | None = None) -> None:
    """Shut the box for good, before or at the closing time. Raises Refused."""
    if poll.state != State.OPEN:
        raise Refused("Only an open poll can be closed.")
    booth_of(poll).close()
    manifests.shut(poll)
    poll.closes_at = min(poll.closes_at, now())
    poll.state = State.CLOSED.value
    jobs.later("poll.count", poll_id=poll.id)
    events.record("poll.closed", poll, actor_id=by_id)


def count_poll(poll: Poll, by_id: int | None = None) -> None:
    """Open the ballots, count them, and publish what may be known. Raises Refused, CountStopped."""
    publish(poll, open_ballots(poll), by_id)


def open_ballots(poll: Poll) -> Count:
    """Open and count the ballots of a closed poll; only reads. Raises Refused, CountStopped."""
    refuse_if(rules.why_not_count(state=State(poll.state)))
    return booth_of(poll).count({pool.number for pool in pools_of(poll.id)}, asked_of(poll))


def publish(poll: Poll, count: Count, by_id: int | None = None) -> None:
    """Keep and show what may be known of a count. Raises Refused."""
    refuse_if(rules.why_not_count(state=State(poll.state)))
    pools, asked = pools_of(poll.id), asked_of(poll)
    regions = {region.id: region.name for region in db.session.scalars(sa.select(Region))}
    rows = publishing.table(
        pools,
        count.tally,
        asked=asked,
        regions=regions,
        k_show=poll.k_show,
        down_to=Level(poll.down_to),
    )
    keep_rows(poll.id, rows)
    poll.spoiled = count.spoiled
    poll.headline = words.headline(
        rows, k_show=poll.k_show, limits=limits_of(poll.opened_at), asked=asked
    )
    poll.state, poll.counted_at = State.COUNTED.value, now()
    jobs.later("poll.purge", now() + _objections_for(poll), poll_id=poll.id)
    took_part = rows[0].took_part if rows else 0
    if poll.proposal_id is not None:
        poll_counted(poll.proposal_id, poll.id)
    if poll.option_id is not None:
        want_about(poll.option_id)  # its shares give the sides their turns
    events.record("poll.counted", poll, actor_id=by_id, took_part=took_part, spoiled=count.spoiled)
    manifests.counted(poll, rows, count)
    tell_of_result(poll)


def _objections_for(poll: Poll) -> timedelta:
    """As long as voters were told when the poll was opened."""
    return house_rules.length("poll.objection_days", at=poll.opened_at)


def purge_poll(poll: Poll, by_id: int | None = None) -> None:
    """Destroy keys, ballots and the list of who took part. Raises Refused."""
    refuse_if(
        rules.why_not_purge(
            state=State(poll.state),
            counted_at=poll.counted_at,
            objections_for=_objections_for(poll),
            now=now(),
        )
    )
    booth_of(poll).destroy()
    poll.state = State.PURGED.value
    events.record("poll.purged", poll, actor_id=by_id)
    manifests.purged(poll)
