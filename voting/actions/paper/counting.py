"""Both enter the totals, neither sees the other's; equal, they seal the batch."""

from __future__ import annotations

import sqlalchemy as sa

from accounts.access import Viewer
from core import events, jobs
from core.clock import today
from core.db import db
from core.errors import refuse_if
from voting.actions.paper.batches import hand_of, locked
from voting.actions.paper.settling import PASSPHRASES
from voting.actions.told import tell_officers
from voting.models import PaperBatch, PaperTotal, Poll
from voting.paper import reading, sheet
from voting.paper.sheet import Totals, Typed
from voting.queries import asked_of
from voting.rules import KeyWith, State
from voting.rules import paper as rules
from voting.rules.paper import BatchState, Hand


def enter(batch_id: int, by: Viewer, typed: Typed, *, sheet_hash: str | None = None) -> PaperBatch:
    """Enter what one of the two counted. When both have, the batch is sealed or counted again.

    Raises Refused, NotTotals.
    """
    batch = locked(batch_id)
    hand = hand_of(batch, by)
    refuse_if(rules.why_not_enter(hand=hand, state=BatchState(batch.state)))
    poll = db.session.get_one(Poll, batch.poll_id)
    totals = sheet.totals(typed, asked_of(poll), envelopes=batch.accepted)
    _keep(batch, Hand(hand or ""), totals)
    batch.sheet_hash = sheet_hash or batch.sheet_hash
    other = entered(batch, Hand.WITNESS if hand is Hand.SECRETARY else Hand.SECRETARY)
    if other:
        _compare(batch, poll, totals, other, by)
    return batch


def entered(batch: PaperBatch, hand: Hand) -> Totals:
    """What one of the two has entered; nothing when they have not. Never shown to the other."""
    rows = sa.select(PaperTotal.cell, PaperTotal.number).where(
        PaperTotal.batch_id == batch.id, PaperTotal.entered_by == hand
    )
    found = db.session.execute(rows)
    return {cell: number for cell, number in found}  # noqa: C416 — a result is no mapping


def _keep(batch: PaperBatch, hand: Hand, totals: Totals) -> None:
    _forget(batch, hand)
    rows = [
        {"batch_id": batch.id, "entered_by": hand.value, "cell": cell, "number": number}
        for cell, number in totals.items()
    ]
    db.session.execute(sa.insert(PaperTotal), rows)


def _forget(batch: PaperBatch, *hands: Hand) -> None:
    db.session.execute(
        sa.delete(PaperTotal).where(
            PaperTotal.batch_id == batch.id, PaperTotal.entered_by.in_(hands)
        )
    )


def _compare(batch: PaperBatch, poll: Poll, one: Totals, other: Totals, by: Viewer) -> None:
    """Seal, or let both count again: what they entered is forgotten, so that neither adapts."""
    where = sheet.differing(one, other)
    if where:
        _forget(batch, *Hand)
        batch.recounts += 1
        batch.differed = "\n".join(where)
        events.record("paper.differed", poll, actor_id=by.id, batch=batch.id)
        return
    for sealed in [batch, *_counted_with(batch)]:
        sealed.state, sealed.sealed_on = BatchState.SEALED.value, today()
    batch.differed = ""
    events.record("paper.sealed", poll, actor_id=by.id, batch=batch.id)
    if poll.state == State.CLOSED and not reading.waiting(poll.id):
        _go_on(poll)


def _go_on(poll: Poll) -> None:
    """Nothing is waited for any more but, where officers hold the key, their passphrases."""
    if poll.key_with == KeyWith.OFFICERS:
        tell_officers(poll, PASSPHRASES)
    else:
        jobs.later("poll.count", poll_id=poll.id)


def _counted_with(batch: PaperBatch) -> list[PaperBatch]:
    joined = sa.select(PaperBatch).where(PaperBatch.counted_with_id == batch.id)
    return list(db.session.scalars(joined.order_by(PaperBatch.id)))
