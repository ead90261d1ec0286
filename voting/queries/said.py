"""What was published of polls, in the words and the rounding of their own pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from core.db import db
from voting import words
from voting.methods import Kind
from voting.methods.support_scale import strength
from voting.models import Poll
from voting.queries.tables import tables
from voting.rows import Level
from voting.rules import Electorate, State


@dataclass(frozen=True, slots=True)
class Said:
    """A published poll on the support scale: shares by side in words; who voted, who could."""

    poll_id: int
    shares: dict[str, str]
    voted: str
    members: int
    of_clp: bool
    bounds: str  # what its turnout can say for all members


_OF_THREAD = (
    sa.select(Poll.id, Poll.electorate)
    .where(
        Poll.method == Kind.SUPPORT,
        Poll.state.in_([State.COUNTED, State.PURGED]),
        Poll.hidden_at.is_(None),
    )
    .order_by(Poll.counted_at.desc(), Poll.id.desc())
    .limit(1)
)


def said_of_thread(thread_id: int) -> Said | None:
    """Of the newest published poll about a discussion; None without one. ≤ 2 statements."""
    return _said(_OF_THREAD.where(Poll.thread_id == thread_id))


def said_of_option(option_id: int) -> Said | None:
    """Of the newest published poll of all members on an option. ≤ 2 statements."""
    asked = Poll.option_id == option_id, Poll.electorate == Electorate.EVERYONE
    return _said(_OF_THREAD.where(*asked))


def _said(statement: sa.Select[*tuple[Any, ...]]) -> Said | None:
    poll = db.session.execute(statement).first()
    rows = tables([poll.id], Level.TOTAL).get(poll.id) if poll else None
    if not poll or not rows:
        return None
    found = strength(words.weights(rows[0]))
    if found is None:
        return None
    total, is_exact = rows[0], rows[0].counts is not None
    shares = {
        "for": words.shown(total, found.in_favour),
        "against": words.shown(total, found.against),
        "unsure": words.shown(total, max(0.0, 1 - found.in_favour - found.against)),
    }
    voted = f"{total.took_part:,}" if is_exact else f"about {total.took_part:,}"
    return Said(
        poll.id,
        shares,
        voted,
        total.eligible,
        poll.electorate == Electorate.CLP,
        words.bounds(total),
    )
