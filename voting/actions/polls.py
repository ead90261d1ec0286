"""The life of a poll, from the draft to the destruction of its ballots. Nothing here commits.

Each step first does what cannot be undone (shut the box, destroy a key), then says so in the main
database; interrupted between the two it is simply done again.
"""

from datetime import datetime, timedelta

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.models import Clp, Member, Region
from accounts.rules import Power
from core import events, house_rules, jobs, versions
from core.clock import now, today
from core.db import db
from core.errors import Refused
from core.web import settings
from deliberation.actions.answering import poll_counted, put_to_poll
from deliberation.actions.ordering import want_about
from voting import pooling, publishing, rules, words
from voting.actions.told import tell_of_opening, tell_of_result
from voting.booth import Count
from voting.models import Poll, PollFigure, PollPool, PollPoolClp, PollRow
from voting.pooling import Pool
from voting.publishing import Level, Row
from voting.rules import Electorate, State
from voting.site import booth_of, places
from voting.thresholds import limits_of


def draft_poll(  # noqa: PLR0913 — the columns of a row, by name
    by: Viewer,
    *,
    question: str,
    closes_at: datetime,
    topic_id: int | None = None,
    option_id: int | None = None,
    proposal_id: int | None = None,
    electorate: Electorate = Electorate.EVERYONE,
    place_id: int | None = None,
    down_to: Level = Level.POOL,
) -> Poll:
    """Prepare a poll of everyone, or of the region or CLP `place_id`. Raises Refused.

    A poll about a proposal: when it opens and is counted, the proposal takes that step with it.
    """
    clp_id = place_id if electorate is Electorate.CLP else None
    _refuse(
        rules.why_not_draft(
            may_open=by.can(Power.OPEN_POLLS, clp_id=clp_id),
            question=question,
            closes_at=closes_at,
            longest=house_rules.length("poll.longest_days"),
            now=now(),
        )
    )
    chosen = settings()
    poll = Poll(
        question=question,
        closes_at=closes_at,
        topic_id=topic_id,
        option_id=option_id,
        proposal_id=proposal_id,
        electorate=electorate.value,
        region_id=place_id if electorate is Electorate.REGION else None,
        clp_id=clp_id,
        down_to=down_to.value,
        opened_by_id=by.id,
        k_show=house_rules.value("poll.shown_from"),
        k_pool_eligible=house_rules.value("poll.pool_from"),
        mix_min=chosen.poll_mix_min,
    )
    db.session.add(poll)
    db.session.flush()
    versions.move_on(["polls"])  # no event: nothing has happened yet that the public may see
    return poll


def open_poll(poll: Poll, by: Viewer) -> None:
    """Freeze who may vote and how they are grouped, make the keys and the box. Raises Refused."""
    cutoff_on = today()
    clps = _roll(poll)
    _refuse(
        rules.why_not_open(
            may_open=by.can(Power.OPEN_POLLS, clp_id=poll.clp_id),
            state=State(poll.state),
            eligible=sum(clp.eligible for clp in clps),
            k_show=poll.k_show,
            closes_at=poll.closes_at,
            now=now(),
        )
    )
    if poll.proposal_id is not None:
        put_to_poll(poll.proposal_id, poll.id, by=by)
    pools = pooling.freeze_pools(clps, poll.k_pool_eligible)
    poll.public_key = places().new_booth(poll.public_id).keys.public_key
    poll.cutoff_on = cutoff_on
    poll.newest_member_id = db.session.scalar(sa.select(sa.func.max(Member.id))) or 0
    poll.eligible = sum(pool.eligible for pool in pools)
    poll.opened_by_id = by.id or poll.opened_by_id
    poll.opened_at = now()
    poll.state = State.OPEN.value
    _keep_pools(poll.id, pools)
    jobs.later("poll.close", poll.closes_at, poll_id=poll.id)
    events.record("poll.opened", poll, actor_id=by.id, eligible=poll.eligible, pools=len(pools))
    tell_of_opening(poll)


def mix_poll(poll: Poll) -> bool:
    """Mix the waiting ballots if there are enough, and refresh the day's turnout."""
    box = booth_of(poll).box
    mixed = box.needs_mixing(poll.mix_min) and box.mix() > 0
    if poll.turnout_on != today():
        poll.turnout_on = today()
        poll.turnout_shown = pooling.shown_turnout(box.sizes().took_part, poll.eligible)
    if mixed or db.session.is_modified(poll):
        events.record("poll.mixed", poll, actor_id=None, turnout=poll.turnout_shown)
    return mixed


def close_poll(poll: Poll, by_id: int | None = None) -> None:
    """Shut the box for good, before or at the closing time. Raises Refused."""
    if poll.state != State.OPEN:
        raise Refused("Only an open poll can be closed.")
    booth_of(poll).close()
    poll.closes_at = min(poll.closes_at, now())
    poll.state = State.CLOSED.value
    jobs.later("poll.count", poll_id=poll.id)
    events.record("poll.closed", poll, actor_id=by_id)


def count_poll(poll: Poll, by_id: int | None = None) -> None:
    """Open the ballots, count them, and publish what may be known. Raises Refused, CountStopped."""
    publish(poll, open_ballots(poll), by_id)


def open_ballots(poll: Poll) -> Count:
    """Open and count the ballots of a closed poll; only reads. Raises Refused, CountStopped."""
    _refuse(rules.why_not_count(state=State(poll.state)))
    return booth_of(poll).count({pool.number for pool in _pools(poll.id)})


def publish(poll: Poll, count: Count, by_id: int | None = None) -> None:
    """Keep and show what may be known of a count. Raises Refused."""
    _refuse(rules.why_not_count(state=State(poll.state)))
    pools = _pools(poll.id)
    regions = {region.id: region.name for region in db.session.scalars(sa.select(Region))}
    rows = publishing.table(
        pools, count.tally, regions=regions, k_show=poll.k_show, down_to=Level(poll.down_to)
    )
    _keep_rows(poll.id, rows)
    poll.spoiled = count.spoiled
    poll.headline = words.headline(rows, k_show=poll.k_show, limits=limits_of(poll.opened_at))
    poll.state, poll.counted_at = State.COUNTED.value, now()
    jobs.later("poll.purge", now() + _objections_for(poll), poll_id=poll.id)
    took_part = rows[0].took_part if rows else 0
    if poll.proposal_id is not None:
        poll_counted(poll.proposal_id, poll.id)
    if poll.option_id is not None:
        want_about(poll.option_id)  # its shares give the sides their turns
    events.record("poll.counted", poll, actor_id=by_id, took_part=took_part, spoiled=count.spoiled)
    tell_of_result(poll)


def _objections_for(poll: Poll) -> timedelta:
    """As long as voters were told when the poll was opened."""
    return house_rules.length("poll.objection_days", at=poll.opened_at)


def purge_poll(poll: Poll, by_id: int | None = None) -> None:
    """Destroy keys, ballots and the list of who took part. Raises Refused."""
    _refuse(
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


def _roll(poll: Poll) -> list[pooling.Clp]:
    """The CLPs asked, with their members on the roll. 1 statement."""
    members = (
        sa.select(Clp.id, Clp.region_id, Clp.name, sa.func.count().label("eligible"))
        .join(Member, Member.clp_id == Clp.id)
        .where(Member.membership_number.is_not(None), Member.joined_on <= today())
        .group_by(Clp.id, Clp.region_id, Clp.name)
    )
    if poll.region_id is not None:
        members = members.where(Clp.region_id == poll.region_id)
    if poll.clp_id is not None:
        members = members.where(Clp.id == poll.clp_id)
    return [pooling.Clp(*row) for row in db.session.execute(members)]


def _keep_pools(poll_id: int, pools: list[Pool]) -> None:
    db.session.execute(
        sa.insert(PollPool),
        [
            {
                "poll_id": poll_id,
                "number": pool.number,
                "region_id": pool.region_id,
                "label": pool.label,
                "eligible": pool.eligible,
            }
            for pool in pools
        ],
    )
    db.session.execute(
        sa.insert(PollPoolClp),
        [
            {"poll_id": poll_id, "clp_id": clp_id, "number": pool.number}
            for pool in pools
            for clp_id in pool.clp_ids
        ],
    )


def _pools(poll_id: int) -> list[Pool]:
    statement = (
        sa.select(PollPool.number, PollPool.region_id, PollPool.label, PollPool.eligible)
        .where(PollPool.poll_id == poll_id)
        .order_by(PollPool.number)
    )
    return [Pool(*row) for row in db.session.execute(statement)]


def _keep_rows(poll_id: int, rows: list[Row]) -> None:
    if not rows:
        return
    db.session.execute(
        sa.insert(PollRow),
        [
            {
                "poll_id": poll_id,
                "position": position,
                "level": row.level.value,
                "label": row.label,
                "eligible": row.eligible,
                "took_part": row.took_part,
            }
            for position, row in enumerate(rows)
        ],
    )
    db.session.execute(
        sa.insert(PollFigure),
        [
            {
                "poll_id": poll_id,
                "position": position,
                "answer": answer.value,
                "percent": percent,
                "people": row.counts[answer] if row.counts else None,
            }
            for position, row in enumerate(rows)
            for answer, percent in row.percents.items()
        ],
    )


def _refuse(reason: str | None) -> None:
    if reason:
        raise Refused(reason)
