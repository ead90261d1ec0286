"""A published result is corrected: the whole table anew, with the reason, the old one readable."""

from collections.abc import Sequence

import sqlalchemy as sa

from core import events
from core.clock import now
from core.db import db
from core.errors import Refused, refuse_if
from voting import words
from voting.actions.finishing import rows_of
from voting.actions.keeping import keep_rows, pools_of
from voting.booth import Count
from voting.models import Poll, PollCorrection, PollFigure, PollRow
from voting.models.corrections import written
from voting.paper import reading as paper
from voting.proof import manifests
from voting.queries import asked_of, rows
from voting.rows import Row
from voting.rules import State
from voting.rules.corrections import may_be_exact, why_not_correct
from voting.site import booth_of
from voting.thresholds import limits_of

SAME = "Counted again, the figures are the same. There is nothing to correct."


def count_again(poll: Poll, *, reason: str, key: bytes | None = None) -> Count:
    """Open the ballots of a published poll once more, and add the paper votes of its batches.

    Only reads. `key`: as joined from two officers' halves. Raises Refused, CountStopped.
    """
    refuse_if(why_not_correct(state=State(poll.state), reason=reason))
    pools = {pool.number for pool in pools_of(poll.id)}
    count = booth_of(poll).count(pools, asked_of(poll), key=key)
    return paper.with_paper(poll.id, count)


def correct_poll(poll: Poll, count: Count, *, reason: str, by_id: int | None = None) -> None:
    """Publish another count in the place of the first. Raises Refused, CountStopped.

    With too few ballots between the two the new total is rounded, so that what was added or taken
    out cannot be read off by subtraction.
    """
    found = manifests.contents(poll)  # before others have to wait
    db.session.refresh(poll, with_for_update=True)
    refuse_if(why_not_correct(state=State(poll.state), reason=reason))
    asked = asked_of(poll)
    before, after = rows(poll.id, asked), rows_of(poll, count)
    if after and not may_be_exact(before, after[0]):
        after = rows_of(poll, count, is_rounded=True)
    if after == before and count.spoiled == poll.spoiled:
        raise Refused(SAME)
    _keep_the_old(poll, before, reason.strip(), by_id)
    _replace(poll.id, after)
    poll.spoiled, poll.counted_at = count.spoiled, now()
    poll.headline = words.headline(
        after, k_show=poll.k_show, limits=limits_of(poll.opened_at), asked=asked
    )
    events.record("poll.corrected", poll, actor_id=by_id, reason=reason.strip())
    manifests.corrected(poll, after, count, found, reason=reason.strip())


def _keep_the_old(poll: Poll, before: Sequence[Row], reason: str, by_id: int | None) -> None:
    number = sa.select(sa.func.count()).where(PollCorrection.poll_id == poll.id)
    db.session.add(
        PollCorrection(
            poll_id=poll.id,
            number=(db.session.scalar(number) or 0) + 1,
            reason=reason,
            corrected_at=now(),
            by_id=by_id,
            headline=poll.headline,
            counted_at=poll.counted_at or now(),
            spoiled=poll.spoiled,
            table=written(before),
        )
    )
    db.session.flush()


def _replace(poll_id: int, after: Sequence[Row]) -> None:
    db.session.execute(sa.delete(PollFigure).where(PollFigure.poll_id == poll_id))
    db.session.execute(sa.delete(PollRow).where(PollRow.poll_id == poll_id))
    keep_rows(poll_id, after)
