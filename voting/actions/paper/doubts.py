"""A member says that a paper vote is not theirs; somebody else looks at the signature."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from accounts.access import Viewer
from accounts.models import Clp
from accounts.rules import Power
from core import events
from core.clock import today
from core.db import db
from core.errors import Refused, refuse_if
from voting import codes
from voting.actions.paper.batches import hand_of, locked
from voting.booth import Booth
from voting.envelopes import Envelopes
from voting.models import PaperBatch, PaperDoubt, PaperRecount, Poll
from voting.paper import reading, roll
from voting.rules import State
from voting.rules import paper as rules
from voting.rules.paper import BatchState
from voting.site import booth_of

FOUND_YOURS = "An officer of another CLP compared the signature, and found it to be yours."
NOT_MARKED = "No paper vote of yours is registered in this poll."
DESTROYED = "The list of who took part is destroyed, so nothing can be looked up in it any more."


def batch_with(poll: Poll, member_id: int) -> PaperBatch | None:
    """The batch in which a member's paper vote was registered. Only ever said to the member.

    None also when the list of who took part is destroyed.
    """
    if State(poll.state).is_destroyed:
        return None
    booth = booth_of(poll)
    return next(
        (
            batch
            for batch in reading.batches_of(poll.id)
            if batch.clp_id is not None and Envelopes(booth, batch.id).holds(member_id)
        ),
        None,
    )


def doubt(poll: Poll, by: Viewer) -> PaperBatch:
    """Say that the paper vote received for oneself is not one's own. Safe to repeat.

    Raises Refused.
    """
    batch = batch_with(poll, by.id) if by.id is not None else None
    if batch is None or by.id is None:
        raise Refused(NOT_MARKED)
    said_before = _doubt(poll, booth_of(poll), by.id)
    if said_before is not None and said_before.is_false is not None:
        raise Refused(FOUND_YOURS)
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    facts = {
        "poll_id": poll.id,
        "batch_id": batch.id,
        "mark": _mark(booth_of(poll), by.id),
        "said_on": today(),
    }
    said = insert(PaperDoubt).values(facts).on_conflict_do_nothing().returning(PaperDoubt.id)
    if db.session.scalar(said):
        events.record("paper.doubted", poll, actor_id=None, batch=batch.id)
    return batch


def has_doubted(poll: Poll, member_id: int) -> bool:
    """Whether this member has said so, and it is not decided. Only ever said to the member."""
    found = _doubt(poll, booth_of(poll), member_id)
    return found is not None and found.is_false is None


def decide(batch_id: int, by: Viewer, *, number: str, is_false: bool) -> None:
    """Decide a doubt, having compared the signature on the envelope. Raises Refused.

    A false mark is taken out, and its member may vote while the poll is open. A ballot that was
    opened cannot be found again: the batch says how many of its envelopes were false.
    """
    batch = locked(batch_id)
    poll = db.session.get_one(Poll, batch.poll_id)
    refuse_if(DESTROYED if State(poll.state).is_destroyed else None)
    booth = booth_of(poll)
    member = roll.member(poll, [batch.clp_id or 0], number)
    found = _doubt(poll, booth, member.id) if member else None
    refuse_if(
        rules.why_not_decide(
            may=may_audit(batch, by),
            is_party=hand_of(batch, by) is not None,
            known=found is not None,
            is_decided=found is not None and found.is_false is not None,
        )
    )
    if member is None or found is None:
        raise Refused(NOT_MARKED)
    found.is_false, found.decided_by_id, found.decided_on = is_false, by.id, today()
    if not is_false:
        events.record("paper.found_genuine", poll, actor_id=by.id, batch=batch.id)
        return
    if Envelopes(booth, batch.id).take_back(member.id) and _is_past_registering(batch):
        batch.voided += 1
    events.record("paper.found_false", poll, actor_id=by.id, batch=batch.id)


def note_recount(batch_id: int, by: Viewer, *, agrees: bool) -> None:
    """Say whether counting a sealed batch again gave the same. Raises Refused."""
    batch = locked(batch_id)
    poll = db.session.get_one(Poll, batch.poll_id)
    recount = db.session.get(PaperRecount, batch.id, with_for_update=True)
    refuse_if(
        rules.why_not_decide(
            may=may_audit(batch, by),
            is_party=hand_of(batch, by) is not None,
            known=True,
            is_decided=recount is None or recount.agrees is not None,
        )
    )
    if recount is not None:
        recount.agrees, recount.done_by_id, recount.done_on = agrees, by.id, today()
        how = "agrees" if agrees else "differs"
        events.record(f"paper.recount_{how}", poll, actor_id=by.id, batch=batch.id)


def may_audit(batch: PaperBatch, by: Viewer) -> bool:
    """Whether this person is an officer of another CLP of the batch's region."""
    if by.region_id != batch.region_id or by.id is None:
        return False
    others = sa.select(Clp.id).where(Clp.region_id == batch.region_id)
    if batch.clp_id is not None:
        others = others.where(Clp.id != batch.clp_id)
    return any(by.can(Power.NOTICES, clp_id=clp_id) for clp_id in db.session.scalars(others))


def _doubt(poll: Poll, booth: Booth, member_id: int) -> PaperDoubt | None:
    return db.session.scalar(
        sa.select(PaperDoubt).where(
            PaperDoubt.poll_id == poll.id, PaperDoubt.mark == _mark(booth, member_id)
        )
    )


def _mark(booth: Booth, member_id: int) -> str:
    return codes.doubt_mark(booth.keys.pepper, booth.poll, member_id).hex()


def _is_past_registering(batch: PaperBatch) -> bool:
    return BatchState(batch.state) is not BatchState.REGISTERING
