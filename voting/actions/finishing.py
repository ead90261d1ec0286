"""A poll is mixed while it is open, then closed, counted, published and purged.

Each step first does what cannot be undone (shut the box, destroy a key), then says so in the main
database; interrupted between the two it is simply done again.
"""

import sqlalchemy as sa

from accounts.models import Region
from core import events, jobs
from core.clock import now, today
from core.db import db
from core.errors import Refused, refuse_if
from deliberation.actions.answering import poll_counted
from deliberation.actions.ordering import want_about
from voting import counting, pooling, publishing, rules, words
from voting.actions.holders import forget_key
from voting.actions.keeping import hold, keep_rows, pools_of
from voting.actions.paper import settling
from voting.actions.told import tell_of_result, tell_officers
from voting.booth import Count
from voting.counting import Told, told_nobody
from voting.models import Poll, PollAct
from voting.paper import reading as paper
from voting.proof import manifests
from voting.publishing import Level, Row
from voting.queries import asked_of
from voting.queries.officers import Person, deadlines_of
from voting.rules import Act, KeyWith, State
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
    booth_of(poll).close()  # takes its time over a large box, and may be repeated
    found = manifests.contents(poll)
    hold(poll)
    if poll.state != State.OPEN:
        return  # somebody else has closed it meanwhile
    manifests.shut(poll, found)
    poll.closes_at = min(poll.closes_at, now())
    poll.state = State.CLOSED.value
    jobs.later("poll.purge", deadlines_of(poll).purge_by, poll_id=poll.id)
    events.record("poll.closed", poll, actor_id=by_id)
    settling.wait_for_paper(poll)
    if poll.key_with == KeyWith.OFFICERS:
        tell_officers(poll, "It has closed. To count it, both officers give their passphrase.")
    else:
        queue_count(poll)


def count_poll(poll: Poll, by_id: int | None = None) -> None:
    """Open the ballots, count them, and publish what may be known. Raises Refused, CountStopped."""
    publish(poll, open_ballots(poll), by_id)


def open_ballots(poll: Poll, *, key: bytes | None = None, told: Told = told_nobody) -> Count:
    """Open and count the ballots of a closed poll. Raises Refused, CountStopped, KeysMissing.

    Writes nothing to the main database. `key`: as joined from two officers' halves; without it,
    as it lies with the poll's secrets.
    """
    refuse_if(rules.why_not_count(state=State(poll.state)))
    booth = booth_of(poll)
    if poll.key_with == KeyWith.OFFICERS and counting.has_tally(booth.keys):
        return Count(*counting.kept_tally(booth.keys))  # interrupted after the count
    settling.refuse_while_waiting(poll)
    paper.check(poll, booth)
    pools = {pool.number for pool in pools_of(poll.id)}
    return booth.count(pools, asked_of(poll), key=key, told=told)


def finish_count(poll: Poll, count: Count, by_id: int | None = None) -> None:
    """Publish what was counted; with two officers keep it, until one of them publishes it.

    Raises Refused, CountStopped.
    """
    if poll.key_with != KeyWith.OFFICERS:
        publish(poll, count, by_id)
        return
    counting.keep_tally(booth_of(poll).keys, count.tally, count.spoiled)
    hold(poll)
    refuse_if(rules.why_not_count(state=State(poll.state)))
    forget_key(poll)
    if poll.tallied_at is None:
        poll.tallied_at, poll.trouble = now(), ""
        jobs.later("poll.publish", deadlines_of(poll).publish_by, poll_id=poll.id)
        events.record("poll.tallied", poll, actor_id=by_id)
        tell_officers(poll, "It has been counted. One of its officers can publish the result.")


def publish_kept(poll: Poll, by_id: int | None = None) -> None:
    """Publish the count that was kept. Raises Refused, CountStopped, KeysMissing."""
    refuse_if(
        rules.why_not_count(state=State(poll.state))
        or rules.why_not_act(
            Act.PUBLISH, may=True, state=State(poll.state), is_tallied=poll.tallied_at is not None
        )
    )
    publish(poll, Count(*counting.kept_tally(booth_of(poll).keys)), by_id)
    note_act(poll, Act.PUBLISH, by_id)


def publish(poll: Poll, count: Count, by_id: int | None = None) -> None:
    """Keep and show what may be known of a count. Raises Refused."""
    found = manifests.contents(poll)
    hold(poll)
    refuse_if(rules.why_not_count(state=State(poll.state)))
    count = paper.with_paper(poll.id, count)
    asked, rows = asked_of(poll), rows_of(poll, count)
    keep_rows(poll.id, rows)
    poll.spoiled = count.spoiled
    poll.headline = words.headline(
        rows, k_show=poll.k_show, limits=limits_of(poll.opened_at), asked=asked
    )
    poll.state, poll.counted_at, poll.trouble = State.COUNTED.value, now(), ""
    jobs.later("poll.purge", deadlines_of(poll).objections_until, poll_id=poll.id)
    took_part = rows[0].took_part if rows else 0
    if poll.proposal_id is not None:
        poll_counted(poll.proposal_id, poll.id)
    if poll.option_id is not None:
        want_about(poll.option_id)  # its shares give the sides their turns
    events.record("poll.counted", poll, actor_id=by_id, took_part=took_part, spoiled=count.spoiled)
    settling.draw_recounts(poll, booth_of(poll))
    manifests.counted(poll, rows, count, found)
    tell_of_result(poll)


def why_not_purge(poll: Poll, *, by_two: bool) -> str | None:
    """The reason this poll may not be purged now; None when it may."""
    ends = deadlines_of(poll)
    return rules.why_not_purge(
        state=State(poll.state),
        objections_until=ends.objections_until,
        purge_by=ends.purge_by,
        by_two=by_two,
        now=now(),
    )


def rows_of(poll: Poll, count: Count, *, is_rounded: bool = False) -> list[Row]:
    """The table that may be published of a count."""
    regions = {region.id: region.name for region in db.session.scalars(sa.select(Region))}
    return publishing.table(
        pools_of(poll.id),
        count.tally,
        asked=asked_of(poll),
        regions=regions,
        k_show=poll.k_show,
        down_to=Level(poll.down_to),
        together=paper.together(poll.id),
        is_rounded=is_rounded,
    )


def purge_poll(poll: Poll, by: Person | None = None, along: Person | None = None) -> None:
    """Destroy keys, ballots and the list of who took part. Raises Refused.

    By two people together, named for everybody; without names only when officers have let the
    time go by.
    """
    refuse_if(why_not_purge(poll, by_two=bool(by and along and by.id != along.id)))
    booth_of(poll).destroy()
    hold(poll)
    if poll.state == State.PURGED:
        return  # somebody else was here meanwhile
    poll.state = State.PURGED.value
    names = [person.name for person in (by, along) if person]
    note_act(poll, Act.PURGE, by.id if by else None, along.id if along else None)
    with_id = along.id if along else None
    events.record("poll.purged", poll, actor_id=by.id if by else None, with_id=with_id)
    manifests.purged(poll, names)


def void_poll(poll: Poll, why: str, by: Person | None = None, along: Person | None = None) -> None:
    """Give up a closed poll that cannot be counted, and destroy what lies in its box.

    Raises Refused.
    """
    refuse_if(
        rules.why_not_act(
            Act.VOID, may=True, state=State(poll.state), is_tallied=poll.tallied_at is not None
        )
    )
    booth_of(poll).destroy()
    hold(poll)
    if poll.state == State.VOID:
        return
    poll.state, poll.trouble = State.VOID.value, ""
    settling.give_up(poll)
    poll.headline = f"This poll is void, and no vote in it was counted: {why}"
    note_act(poll, Act.VOID, by.id if by else None, along.id if along else None, reason=why)
    events.record("poll.void", poll, actor_id=by.id if by else None)
    manifests.voided(poll, why)
    tell_of_result(poll)


def queue_count(poll: Poll) -> None:
    """Let the worker count it, again if it has stopped."""
    jobs.later("poll.count", settling.count_from(poll), poll_id=poll.id)


def stop_count(poll: Poll, why: str) -> None:
    """Note why a count did not come to its end, and tell the officers. Nothing else changes."""
    hold(poll)
    if poll.state != State.CLOSED or poll.trouble == why:
        return
    poll.trouble = why
    events.record("poll.stopped", poll, actor_id=None)
    tell_officers(poll, f"Its count has stopped. {why}")


def note_act(
    poll: Poll, act: Act, by_id: int | None, with_id: int | None = None, *, reason: str = ""
) -> None:
    """Keep who did it, for everybody; where one asked another along, that row is finished."""
    asked = db.session.scalar(_ASKED, {"poll_id": poll.id, "act": act.value})
    row = asked or PollAct(
        poll_id=poll.id, act=act.value, by_id=by_id, asked_at=now(), reason=reason
    )
    row.with_id, row.done_at = with_id, now()
    db.session.add(row)


_ASKED = (
    sa.select(PollAct)
    .where(
        PollAct.poll_id == sa.bindparam("poll_id"),
        PollAct.act == sa.bindparam("act"),
        PollAct.done_at.is_(None),
    )
    .order_by(PollAct.id)
    .limit(1)
)
