"""Before a poll is counted its paper batches are settled: sealed, or withdrawn after the grace."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from core import events, house_rules, jobs
from core.clock import now
from core.db import db
from core.errors import Refused
from notices.actions import tell_members
from notices.rules import Why
from voting.actions.told import tell_officers
from voting.booth import Booth
from voting.envelopes import Envelopes
from voting.models import PaperBatch, PaperRecount, Poll
from voting.paper import draw, reading, sheet
from voting.rules import KeyWith
from voting.rules.paper import BatchState
from voting.site import booth_of

PASSPHRASES = "It waits for no more paper votes. Both officers give their passphrase now."
NOT_COUNTED = (
    "Paper votes of your CLP in this poll were not counted, because they were not sealed in time. "
    "The envelopes stay closed."
)


def count_from(poll: Poll) -> datetime | None:
    """When a poll that closes now can be counted: at once (None), or when the grace is over."""
    return reading.grace_ends(poll) if reading.waiting(poll.id) else None


def wait_for_paper(poll: Poll) -> None:
    """When a poll closes: let the worker withdraw at the end of the grace what is not sealed."""
    if reading.waiting(poll.id):
        jobs.later("paper.settle", reading.grace_ends(poll), poll_id=poll.id)


@jobs.job("paper.settle")
def settle_poll(poll_id: int) -> None:
    """Withdraw what is not sealed, whoever counts the poll then."""
    settle(db.session.get_one(Poll, poll_id))
    events.commit()


def settle(poll: Poll) -> None:
    """Withdraw the batches that were not sealed in time; does nothing before. Safe to repeat."""
    if now() < reading.grace_ends(poll):
        return
    booth = booth_of(poll)
    late = [one for one in reading.batches_of(poll.id) if not BatchState(one.state).is_settled]
    for batch in late:
        _lapse(batch, poll, booth)
    if late and poll.key_with == KeyWith.OFFICERS:
        tell_officers(poll, PASSPHRASES)


def give_up(poll: Poll) -> None:
    """When a poll is void: no paper vote of it is counted, and its marks went with the box."""
    for batch in reading.batches_of(poll.id):
        if not BatchState(batch.state).is_settled:
            batch.state = BatchState.LAPSED.value


def _lapse(batch: PaperBatch, poll: Poll, booth: Booth) -> None:
    """The marks go first: interrupted, it is done again; nobody stays marked who is not counted."""
    if batch.clp_id is not None:
        Envelopes(booth, batch.id).take_all_back()
        tell_members(Why.POLL_CLOSED, poll, clp_id=batch.clp_id, words=NOT_COUNTED)
    batch.state = BatchState.LAPSED.value
    events.record("paper.lapsed", poll, actor_id=None, batch=batch.id)


def refuse_while_waiting(poll: Poll) -> None:
    """Raise Refused while paper votes are still being counted."""
    waiting = len(reading.waiting(poll.id))
    if waiting:
        whose = "one CLP" if waiting == 1 else f"{waiting} CLPs"
        raise Refused(
            f"Paper votes of {whose} are not sealed yet. The poll is counted when they are, and "
            f"{house_rules.words('paper.grace_days', at=poll.opened_at)} after closing at the "
            "latest."
        )


def draw_recounts(poll: Poll, booth: Booth) -> None:
    """List the sealed batches that are counted again by somebody of another CLP. Safe to repeat."""
    sheets = reading.sheets_of(poll.id)
    known = db.session.scalar(
        sa.select(sa.func.count())
        .select_from(PaperRecount)
        .where(PaperRecount.batch_id.in_(sorted(sheets)))
    )
    if not sheets or known:
        return
    seed = draw.seed(poll.public_id, (tracker for tracker, _ in booth.box.sealed()))
    drawn = draw.by_lot(seed, sheets, house_rules.value("paper.recount_share"))
    for batch_id, totals in sorted(sheets.items()):
        one_sided = draw.is_one_sided(sheet.choices_of(totals), totals[sheet.BALLOTS])
        if batch_id in drawn or one_sided:
            db.session.add(PaperRecount(batch_id=batch_id, drawn=batch_id in drawn, seed=seed))
