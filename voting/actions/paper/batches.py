"""A batch of envelopes is opened by two people, and registering ends."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.models import Clp
from accounts.rules import Power
from core import events, house_rules
from core.clock import now, today
from core.db import db
from core.errors import Refused, refuse_if
from notices.actions import tell
from notices.rules import Why
from voting.envelopes import Envelopes
from voting.models import PaperBatch, Poll, PollPoolClp
from voting.paper import roll
from voting.rules import paper as rules
from voting.rules.paper import BatchState, Hand
from voting.site import booth_of


def locked(batch_id: int) -> PaperBatch:
    """The batch, and nobody else decides about it until this transaction is over."""
    return db.session.get_one(PaperBatch, batch_id, with_for_update=True, populate_existing=True)


def hand_of(batch: PaperBatch, by: Viewer) -> Hand | None:
    """Which of the two this person is; None for anybody else."""
    if by.id == batch.secretary_id:
        return Hand.SECRETARY
    return Hand.WITNESS if by.id is not None and by.id == batch.witness_id else None


def least_envelopes(poll: Poll) -> int:
    """The fewest envelopes that are ever opened together, as it held when the poll was opened."""
    return house_rules.value("paper.least", at=poll.opened_at)


def open_batch(poll: Poll, clp: Clp, by: Viewer, *, witness_number: str) -> PaperBatch:
    """Open a batch for envelopes of this CLP; the witness is asked to confirm. Raises Refused."""
    member = roll.member(poll, [clp.id], witness_number)
    refuse_if(
        rules.why_not_open(
            may=by.id is not None and by.can(Power.NOTICES, clp_id=clp.id),
            is_open=poll.is_open(now()),
            is_asked=_is_asked(poll, clp.id),
            has_one=_has_one(poll, clp.id),
            witness=roll.as_witness(member, by.id),
        )
    )
    return _begun(poll, by, member, region_id=clp.region_id, clp_id=clp.id)


def open_together(
    poll: Poll, by: Viewer, *, batch_ids: Collection[int], witness_number: str
) -> PaperBatch:
    """Take handed-on envelopes of a region to be opened and counted together. Raises Refused."""
    handed_on = _handed_on(poll.id, batch_ids, by)
    witness = roll.member(poll, _clps_in(by.region_id), witness_number)
    refuse_if(
        rules.why_not_open_together(
            may=by.id is not None and by.clp_id is not None and _is_officer(by),
            batches=len(handed_on),
            envelopes=sum(batch.accepted for batch in handed_on),
            least=least_envelopes(poll),
            witness=roll.as_witness(witness, by.id),
            same_clp=poll.clp_id is None and witness is not None and witness.clp_id == by.clp_id,
        )
    )
    batch = _begun(poll, by, witness, region_id=handed_on[0].region_id, clp_id=None)
    batch.accepted = sum(one.accepted for one in handed_on)
    for one in handed_on:
        one.state, one.counted_with_id = BatchState.JOINED.value, batch.id
    return batch


def confirm(batch_id: int, by: Viewer) -> None:
    """The witness confirms under their own sign-in that they are there. Raises Refused."""
    batch = locked(batch_id)
    refuse_if(
        rules.why_not_confirm(
            is_witness=hand_of(batch, by) is Hand.WITNESS, state=BatchState(batch.state)
        )
    )
    is_own = batch.clp_id is not None
    batch.state = (BatchState.REGISTERING if is_own else BatchState.COUNTING).value
    events.record("paper.witnessed", _poll(batch), actor_id=by.id, batch=batch.id)


def vouch(batch_id: int, by: Viewer) -> None:
    """The witness has seen a sealed envelope for each “voted already online”. Raises Refused."""
    batch = locked(batch_id)
    if hand_of(batch, by) is not Hand.WITNESS:
        raise Refused("Only the witness of this batch can confirm this.")
    batch.online_seen = batch.voted_online
    events.record("paper.vouched", _poll(batch), actor_id=by.id, batch=batch.id)


def finish(batch_id: int, by: Viewer, *, left_sealed: int) -> BatchState:
    """End registering: the envelopes are opened, or handed on when they are too few.

    Raises Refused.
    """
    batch = locked(batch_id)
    poll = _poll(batch)
    accepted = _accepted(batch, poll)
    refuse_if(
        rules.why_not_finish(
            is_secretary=hand_of(batch, by) is Hand.SECRETARY,
            state=BatchState(batch.state),
            accepted=accepted,
            left_sealed=left_sealed,
        )
    )
    enough = accepted >= least_envelopes(poll)
    state = BatchState.COUNTING if enough else BatchState.HANDED_ON
    batch.accepted, batch.left_sealed, batch.state = accepted, left_sealed, state.value
    batch.registered_on = today()
    events.record(f"paper.{state}", poll, actor_id=by.id, batch=batch.id)
    return state


def give_up(batch_id: int, by: Viewer) -> None:
    """End a batch into which no envelope was accepted. Raises Refused."""
    batch = locked(batch_id)
    poll = _poll(batch)
    refuse_if(
        rules.why_not_give_up(
            is_secretary=hand_of(batch, by) is Hand.SECRETARY,
            state=BatchState(batch.state),
            accepted=_accepted(batch, poll),
        )
    )
    batch.state = BatchState.LAPSED.value
    events.record("paper.given_up", poll, actor_id=by.id, batch=batch.id)


def _begun(
    poll: Poll, by: Viewer, witness: roll.OnRoll | None, *, region_id: int, clp_id: int | None
) -> PaperBatch:
    if by.id is None or witness is None:  # the rules have said so
        raise Refused("A batch of paper votes takes two members.")
    batch = PaperBatch(
        poll_id=poll.id,
        region_id=region_id,
        clp_id=clp_id,
        secretary_id=by.id,
        witness_id=witness.id,
        opened_on=today(),
    )
    db.session.add(batch)
    events.record("paper.opened", poll, actor_id=by.id)
    tell(
        [witness.id],
        Why.ASKED,
        poll,
        words=f"{by.name} asks you to be the witness of paper votes in this poll. Open the poll, "
        "then “Vote on paper”, and confirm there.",
        by=by.id,
    )
    return batch


def _accepted(batch: PaperBatch, poll: Poll) -> int:
    """How many envelopes were accepted; the box is asked only while it is there for certain."""
    if BatchState(batch.state) is not BatchState.REGISTERING:
        return batch.accepted
    return Envelopes(booth_of(poll), batch.id).accepted()


def _poll(batch: PaperBatch) -> Poll:
    return db.session.get_one(Poll, batch.poll_id)


def _is_asked(poll: Poll, clp_id: int) -> bool:
    return db.session.get(PollPoolClp, (poll.id, clp_id)) is not None


def _has_one(poll: Poll, clp_id: int) -> bool:
    at_work = sa.select(PaperBatch.id).where(
        PaperBatch.poll_id == poll.id,
        PaperBatch.clp_id == clp_id,
        PaperBatch.state.in_([BatchState.ASKED, BatchState.REGISTERING]),
    )
    return db.session.scalar(at_work.limit(1)) is not None


def _handed_on(poll_id: int, batch_ids: Collection[int], by: Viewer) -> Sequence[PaperBatch]:
    """Those of these batches that wait in the officer's region, locked."""
    statement = (
        sa.select(PaperBatch)
        .where(
            PaperBatch.poll_id == poll_id,
            PaperBatch.region_id == by.region_id,
            PaperBatch.state == BatchState.HANDED_ON,
            PaperBatch.id.in_(sorted(batch_ids)),
        )
        .order_by(PaperBatch.id)
        .with_for_update()
    )
    return db.session.scalars(statement.execution_options(populate_existing=True)).all()


def _clps_in(region_id: int | None) -> list[int]:
    return list(db.session.scalars(sa.select(Clp.id).where(Clp.region_id == region_id)))


def _is_officer(by: Viewer) -> bool:
    """Of a CLP of their own region."""
    return any(by.can(Power.NOTICES, clp_id=clp_id) for clp_id in _clps_in(by.region_id))
