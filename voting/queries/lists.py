"""Lists of polls, as everybody sees them. Core statements, built once."""

from typing import Any

import sqlalchemy as sa

from core.db import db
from voting import words
from voting.models import Poll
from voting.rules import State
from wiki.models import Topic

MOST_LISTED = 100
COLUMNS = (
    Poll.id,
    Poll.question,
    Poll.method,
    Poll.state,
    Poll.topic_id,
    Poll.option_id,
    Poll.closes_at,
    Poll.eligible,
    Poll.turnout_shown,
    Poll.headline,
    Poll.hidden_at,
)
NEWEST_FIRST = sa.case((Poll.state == State.OPEN, 0), else_=1), Poll.closes_at.desc(), Poll.id
_SHOWN = sa.select(*COLUMNS).where(Poll.state != State.DRAFT, Poll.hidden_at.is_(None))
_DRAFTS = sa.select(*COLUMNS).where(Poll.state == State.DRAFT).order_by(Poll.id).limit(MOST_LISTED)
_OPEN = (
    _SHOWN.where(Poll.state == State.OPEN)
    .order_by(Poll.closes_at, Poll.id)
    .limit(sa.bindparam("most"))
)
OPEN_OF_A_TOPIC = (  # becomes part of the statement that reads a contents page
    sa.select(sa.func.count(Poll.id))
    .where(Poll.topic_id == Topic.id, Poll.state == State.OPEN, Poll.hidden_at.is_(None))
    .correlate(Topic)
    .scalar_subquery()
)
_OF_PROPOSAL = (
    _SHOWN.where(Poll.proposal_id == sa.bindparam("proposal_id")).order_by(Poll.id.desc()).limit(1)
)


def drafts() -> list[dict[str, Any]]:
    """Polls that are being prepared; for those who may open them. 1 statement."""
    return _listed(_DRAFTS)


def poll_of_proposal(proposal_id: int) -> dict[str, Any] | None:
    """The straw poll on a proposal, once it has opened. 1 statement."""
    found = _listed(_OF_PROPOSAL, proposal_id=proposal_id)
    return found[0] if found else None


def open_polls(most: int = 5) -> list[dict[str, Any]]:
    """The open polls that close soonest. 1 statement."""
    return _listed(_OPEN, most=most)


def turnout(poll: Poll) -> str:
    """How many have taken part so far, as far as it may be said."""
    return words.turnout_while_open(poll.turnout_shown, poll.eligible)


def _listed(statement: sa.Executable, **values: object) -> list[dict[str, Any]]:
    return [as_listed(dict(row)) for row in db.session.execute(statement, values).mappings()]


def as_listed(poll: dict[str, Any]) -> dict[str, Any]:
    """A row of `COLUMNS` as lists show it, with where it stands and its addresses."""
    state = State(poll["state"])
    stands = "published" if state.is_published else state.value
    return {
        **poll,
        "stands": stands,
        "is_open": state is State.OPEN,
        "url": f"/polls/{poll['id']}",
        "results_url": f"/polls/{poll['id']}/results" if state.is_published else None,
        "turnout": words.turnout_while_open(poll["turnout_shown"], poll["eligible"]),
    }
