"""Paper votes of the demo: a batch that Farah has begun, with Bola as her witness."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import sqlalchemy as sa

from accounts.models import Clp, Member
from core import events
from core.db import db
from demo import people
from voting.actions.paper import batches, registering
from voting.models import PaperBatch, Poll
from voting.rules import State

CLP = "Ashford Vale"
ENVELOPES = 6


def make() -> Iterator[str]:
    """Open a batch in the poll of Ashford Vale, unless there is one or the poll has closed."""
    clp = db.session.scalars(sa.select(Clp).where(Clp.name == CLP)).one()
    poll = db.session.scalar(
        sa.select(Poll).where(Poll.clp_id == clp.id, Poll.state == State.OPEN).order_by(Poll.id)
    )
    if poll is None or db.session.scalar(sa.select(PaperBatch.id).limit(1)) is not None:
        return
    envelopes = _envelopes(clp.id)
    if not envelopes:
        return  # everybody of a small demo has an account
    farah, bola = people.as_viewer("farah"), people.as_viewer("bola")
    number = db.session.get_one(Member, bola.id).membership_number or ""
    batch = batches.open_batch(poll, clp, farah, witness_number=number)
    db.session.flush()
    batches.confirm(batch.id, bola)
    registering.register(batch.id, farah, envelopes)
    events.commit()
    yield f"Paper votes: {len(envelopes)} envelopes of {CLP}"


def _envelopes(clp_id: int) -> list[str]:
    """Membership numbers of people without an account; the same every time."""
    rows = sa.select(Member.membership_number).where(
        Member.clp_id == clp_id,
        Member.membership_number.is_not(None),
        Member.password_hash.is_(None),
    )
    numbers = [number or "" for number in db.session.scalars(rows.order_by(Member.id))]
    return Random(CLP).sample(numbers, min(ENVELOPES, len(numbers)))
