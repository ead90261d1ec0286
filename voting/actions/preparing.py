"""A poll is prepared, and opened: who may vote is frozen, and the keys and the box are made."""

from datetime import date, datetime

import sqlalchemy as sa

from accounts import restrictions
from accounts.access import Viewer
from accounts.models import Clp, Member
from accounts.rules import Power
from core import events, house_rules, jobs, versions
from core.clock import now, today
from core.db import db
from core.errors import refuse_if
from core.web import settings
from deliberation.actions.answering import put_to_poll
from voting import pooling, rules
from voting.actions import holders
from voting.actions.keeping import hold, keep_choices, keep_pools
from voting.actions.told import tell_of_opening
from voting.methods import ON_A_SCALE, Asked
from voting.models import Poll
from voting.proof import manifests
from voting.publishing import Level
from voting.rules import ORDINARY, Electorate, Life, State, Visibility
from voting.site import places


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
    asked: Asked = ON_A_SCALE,
    down_to: Level = Level.POOL,
    thread_id: int | None = None,
    life: Life = ORDINARY,
) -> Poll:
    """Prepare a poll of everyone, or of the region or CLP `place_id`. Raises Refused.

    A poll about a proposal: when it opens and is counted, the proposal takes that step with it.
    """
    clp_id = place_id if electorate is Electorate.CLP else None
    restrictions.refuse_to_write(by)
    refuse_if(_why_not_draft(by, clp_id, question, closes_at))
    refuse_if(rules.why_not_choices(asked) or rules.why_not_life(life, electorate, today()))
    poll = Poll(
        question=question,
        method=asked.method.kind.value,
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
        mix_min=settings().poll_mix_min,
        thread_id=thread_id,
        cutoff_on=life.cutoff_on,
        visibility=life.visibility.value,
        key_with=life.key_with.value,
        **_steps(life.visibility),
    )
    db.session.add(poll)
    db.session.flush()
    keep_choices(poll.id, asked.choices)
    versions.move_on(["polls"])  # no event: nothing has happened yet that the public may see
    return poll


def _why_not_draft(
    by: Viewer, clp_id: int | None, question: str, closes_at: datetime
) -> str | None:
    return rules.why_not_draft(
        may_open=by.can(Power.OPEN_POLLS, clp_id=clp_id),
        question=question,
        closes_at=closes_at,
        longest=house_rules.length("poll.longest_days"),
        now=now(),
    )


def open_poll(poll: Poll, by: Viewer) -> None:
    """Freeze who may vote and how they are grouped, make the keys and the box. Raises Refused.

    Interrupted, it leaves a draft; opened again, it begins anew.
    """
    hold(poll)
    cutoff_on = poll.cutoff_on or today()
    clps = _roll(poll, cutoff_on)
    refuse_if(
        rules.why_not_open(
            may_open=by.can(Power.OPEN_POLLS, clp_id=poll.clp_id),
            state=State(poll.state),
            eligible=sum(clp.eligible for clp in clps),
            k_show=poll.k_show,
            closes_at=poll.closes_at,
            now=now(),
        )
    )
    refuse_if(rules.why_not_cutoff(cutoff_on=poll.cutoff_on, opens_on=today()))
    officers = holders.locked_in(poll)
    if poll.proposal_id is not None and poll.wave == 1:
        put_to_poll(poll.proposal_id, poll.id, by=by)
    pools = pooling.freeze_pools(clps, poll.k_pool_eligible)
    places().forget_half_made(poll.public_id)
    poll.public_key = places().new_booth(poll.public_id, officers).keys.public_key
    poll.cutoff_on = cutoff_on
    poll.newest_member_id = db.session.scalar(sa.select(sa.func.max(Member.id))) or 0
    poll.eligible = sum(pool.eligible for pool in pools)
    poll.opened_by_id = by.id or poll.opened_by_id
    poll.opened_at = now()
    poll.state = State.OPEN.value
    keep_pools(poll.id, pools)
    jobs.later("poll.close", poll.closes_at, poll_id=poll.id)
    events.record("poll.opened", poll, actor_id=by.id, eligible=poll.eligible, pools=len(pools))
    manifests.opened(poll)
    tell_of_opening(poll)


def _steps(visibility: Visibility) -> dict[str, int]:
    """How far apart the steps of a running poll are; nearer in a demonstration."""
    if visibility is not Visibility.RUNNING:
        return {}
    if settings().demo:
        ballots, hours = rules.DEMO_STEP
    else:
        ballots = house_rules.value("poll.step_votes")
        hours = house_rules.value("poll.step_hours")
    return {"step_ballots": ballots, "step_hours": hours}


def _roll(poll: Poll, cutoff_on: date) -> list[pooling.Clp]:
    """The CLPs asked, with their members on the roll. 1 statement."""
    members = (
        sa.select(Clp.id, Clp.region_id, Clp.name, sa.func.count().label("eligible"))
        .join(Member, Member.clp_id == Clp.id)
        .where(Member.membership_number.is_not(None), Member.joined_on <= cutoff_on)
        .group_by(Clp.id, Clp.region_id, Clp.name)
    )
    if poll.region_id is not None:
        members = members.where(Clp.region_id == poll.region_id)
    if poll.clp_id is not None:
        members = members.where(Clp.id == poll.clp_id)
    return [pooling.Clp(*row) for row in db.session.execute(members)]
