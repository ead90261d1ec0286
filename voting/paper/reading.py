"""What the main database holds of a poll's paper votes: batches and their totals."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from core import house_rules
from core.db import db
from voting.booth import Booth, Count, CountStopped
from voting.models import PaperBatch, PaperTotal, Poll, PollPoolClp
from voting.paper import joining, sheet
from voting.paper.joining import Part
from voting.paper.sheet import Totals
from voting.rules.paper import BatchState, Hand
from voting.tally import Tally

_BATCHES = (
    sa.select(PaperBatch)
    .where(PaperBatch.poll_id == sa.bindparam("poll_id"))
    .order_by(PaperBatch.id)
)
_SHEETS = (
    sa.select(PaperTotal.batch_id, PaperTotal.cell, PaperTotal.number)
    .join(PaperBatch, PaperBatch.id == PaperTotal.batch_id)
    .where(
        PaperBatch.poll_id == sa.bindparam("poll_id"),
        PaperBatch.state == BatchState.SEALED,
        PaperTotal.entered_by == Hand.WITNESS,
    )
    .order_by(PaperTotal.batch_id, PaperTotal.cell)
)
_POOLS = sa.select(PollPoolClp.clp_id, PollPoolClp.number).where(
    PollPoolClp.poll_id == sa.bindparam("poll_id")
)


def batches_of(poll_id: int) -> list[PaperBatch]:
    """Every batch of a poll, oldest first. 1 statement."""
    return list(db.session.scalars(_BATCHES, {"poll_id": poll_id}))


def grace_ends(poll: Poll) -> datetime:
    """When envelopes that are not counted by then are not counted at all."""
    return poll.closes_at + house_rules.length("paper.grace_days", at=poll.opened_at)


def waiting(poll_id: int) -> list[PaperBatch]:
    """The batches of CLPs that the count must still wait for. 1 statement."""
    return [
        batch
        for batch in batches_of(poll_id)
        if batch.clp_id is not None and not BatchState(batch.state).is_settled
    ]


def parts(poll_id: int) -> list[Part]:
    """What came of each sealed batch that was opened by itself or together. 3 statements."""
    rows = db.session.execute(_POOLS, {"poll_id": poll_id})
    pool_of = {clp_id: number for clp_id, number in rows}  # noqa: C416 — a result is no mapping
    batches = batches_of(poll_id)
    clps: defaultdict[int, set[int]] = defaultdict(set)
    for batch in batches:
        if batch.clp_id is not None:
            clps[batch.counted_with_id or batch.id].add(pool_of[batch.clp_id])
    sheets = sheets_of(poll_id)
    return [
        Part(
            pools=frozenset(clps[batch.id]),
            cells=sheet.choices_of(sheets[batch.id]),
            ballots=sheets[batch.id][sheet.BALLOTS],
        )
        for batch in batches
        if batch.id in sheets
    ]


def totals(poll_id: int) -> dict[int, Counter[str]]:
    """Cells by pool; those of several pools, which are shown in one line, under the first."""
    whole = joining.added(Tally(), parts(poll_id))
    return {pool: Counter(cells) for pool, cells in whole.cells.items()}


def with_paper(poll_id: int, count: Count) -> Count:
    """A count of the web's ballots with the paper ones in it."""
    return Count(joining.added(count.tally, parts(poll_id)), count.spoiled + not_answers(poll_id))


def together(poll_id: int) -> list[frozenset[int]]:
    """The pools that are shown in one line, because their envelopes were opened together."""
    return joining.together(parts(poll_id))


def sheets_of(poll_id: int) -> dict[int, Totals]:
    """The sealed sheets by batch. 1 statement."""
    sheets: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for batch_id, cell, number in db.session.execute(_SHEETS, {"poll_id": poll_id}):
        sheets[batch_id][cell] = number
    return dict(sheets)


def not_answers(poll_id: int) -> int:
    """Blank and spoiled ballots of the sealed batches. 1 statement."""
    return sum(one[sheet.BLANK] + one[sheet.SPOILED] for one in sheets_of(poll_id).values())


def check(poll: Poll, booth: Booth) -> None:
    """Raise CountStopped unless paper marks and paper ballots balance.

    Each accepted envelope is a mark in the box, unless it was found false later; and is one ballot
    with an answer, a blank or a spoiled one.
    """
    own = [one for one in batches_of(poll.id) if one.clp_id is not None and _is_sealed(one)]
    accepted = sum(batch.accepted for batch in own)
    marks = booth.box.sizes().paper
    voided = sum(batch.voided for batch in own)
    counted = sum(_papers(one) for one in sheets_of(poll.id).values())
    if marks != accepted - voided or counted != accepted:
        raise CountStopped(
            f"on paper {marks} took part, {voided} marks were void, "
            f"{accepted} envelopes were accepted, {counted} ballots were counted"
        )


def _is_sealed(batch: PaperBatch) -> bool:
    return batch.state == BatchState.SEALED


def _papers(sheet_of_batch: Mapping[str, int]) -> int:
    return sum(sheet_of_batch[name] for name in (sheet.BALLOTS, sheet.BLANK, sheet.SPOILED))
