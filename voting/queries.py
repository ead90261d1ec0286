"""What people see of polls: the same for everyone, staff included. Core statements, built once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from core.db import db
from voting import words
from voting.methods.support_scale import Answer
from voting.models import Poll, PollFigure, PollRow
from voting.publishing import Level, Row
from voting.rules import Electorate, State
from wiki.models import Topic

MOST_LISTED = 100
_COLUMNS = (
    Poll.id,
    Poll.question,
    Poll.state,
    Poll.topic_id,
    Poll.option_id,
    Poll.closes_at,
    Poll.eligible,
    Poll.turnout_shown,
    Poll.headline,
    Poll.hidden_at,
)
_NEWEST_FIRST = sa.case((Poll.state == State.OPEN, 0), else_=1), Poll.closes_at.desc(), Poll.id
_SHOWN = sa.select(*_COLUMNS).where(Poll.state != State.DRAFT, Poll.hidden_at.is_(None))
_ALL = _SHOWN.order_by(*_NEWEST_FIRST).limit(MOST_LISTED)
_DRAFTS = sa.select(*_COLUMNS).where(Poll.state == State.DRAFT).order_by(Poll.id).limit(MOST_LISTED)
_ON_TOPIC = (
    _SHOWN.where(Poll.topic_id == sa.bindparam("topic_id")).order_by(*_NEWEST_FIRST).limit(50)
)
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
_ROWS = (
    sa.select(PollRow).where(PollRow.poll_id == sa.bindparam("poll_id")).order_by(PollRow.position)
)
_FIGURES = sa.select(
    PollFigure.position, PollFigure.answer, PollFigure.percent, PollFigure.people
).where(PollFigure.poll_id == sa.bindparam("poll_id"))
_PUBLISHED_TOTAL = (
    sa.select(PollRow.took_part, PollFigure.answer, PollFigure.percent, PollFigure.people)
    .join(
        PollFigure,
        sa.and_(PollFigure.poll_id == PollRow.poll_id, PollFigure.position == PollRow.position),
    )
    .join(Poll, Poll.id == PollRow.poll_id)
    .where(PollRow.level == Level.TOTAL, Poll.hidden_at.is_(None))
)
_PUBLISHED = {
    "poll_id": _PUBLISHED_TOTAL.where(Poll.id == sa.bindparam("poll_id")),
    "option_id": _PUBLISHED_TOTAL.where(
        Poll.id
        == sa.select(Poll.id)
        .where(
            Poll.option_id == sa.bindparam("option_id"),
            Poll.electorate == Electorate.EVERYONE,
            Poll.state.in_([State.COUNTED, State.PURGED]),
            Poll.hidden_at.is_(None),
        )
        .order_by(Poll.counted_at.desc(), Poll.id.desc())
        .limit(1)
        .scalar_subquery()
    ),
}


@dataclass(frozen=True, slots=True)
class Shares:
    """Published shares of a poll among those who took a side or were unsure, each 0 to 1.

    Unsure are those who were neither for nor against or need more information. Abstentions are
    left out.
    """

    ballots: int  # how many the shares are of
    in_favour: float
    against: float
    unsure: float

    def by_position(self) -> dict[str, int]:
        """Ballots by position ("for", "against", "unsure"), as nearly as was published."""
        shares = {"for": self.in_favour, "against": self.against, "unsure": self.unsure}
        return {position: round(share * self.ballots) for position, share in shares.items()}


def every_poll() -> dict[str, list[dict[str, Any]]]:
    """Polls by where they stand: "open", "closed" and "published". 1 statement."""
    found: dict[str, list[dict[str, Any]]] = {"open": [], "closed": [], "published": []}
    for poll in _listed(_ALL):
        found[poll["stands"]].append(poll)
    return found


def drafts() -> list[dict[str, Any]]:
    """Polls that are being prepared; for those who may open them. 1 statement."""
    return _listed(_DRAFTS)


def polls_on(topic_id: int) -> list[dict[str, Any]]:
    """The polls on a topic and its options, open ones first. 1 statement."""
    return _listed(_ON_TOPIC, topic_id=topic_id)


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


def rows(poll_id: int) -> list[Row]:
    """The published table, the total first; empty before the count. 2 statements."""
    figures: dict[int, list[Any]] = {}
    for position, *figure in db.session.execute(_FIGURES, {"poll_id": poll_id}):
        figures.setdefault(position, []).append(figure)
    return [
        _row(row, figures[row.position]) for row in db.session.scalars(_ROWS, {"poll_id": poll_id})
    ]


def published_shares(*, poll_id: int | None = None, option_id: int | None = None) -> Shares | None:
    """What was published of a poll, or of the newest poll of all members on an option; else None.

    The only figures that detectors may read. 1 statement.
    """
    name, value = ("poll_id", poll_id) if option_id is None else ("option_id", option_id)
    found = db.session.execute(_PUBLISHED[name], {name: value}).all()
    if not found:
        return None
    is_exact = found[0].people is not None
    weights = {Answer(row.answer): row.people if is_exact else row.percent for row in found}
    return _shares(weights, is_exact=is_exact, took_part=found[0].took_part)


def _shares(weights: Mapping[Answer, int], *, is_exact: bool, took_part: int) -> Shares | None:
    in_favour = weights[Answer.FOR] + weights[Answer.STRONGLY_FOR]
    against = weights[Answer.AGAINST] + weights[Answer.STRONGLY_AGAINST]
    unsure = weights[Answer.NEITHER] + weights[Answer.MORE_INFORMATION]
    whole = in_favour + against + unsure
    if not whole:
        return None
    ballots = whole if is_exact else round(took_part * min(whole, 100) / 100)
    return Shares(ballots, in_favour / whole, against / whole, unsure / whole)


def _row(row: PollRow, figures: list[Any]) -> Row:
    by_answer = {Answer(answer): (percent, count) for answer, percent, count in figures}
    counts = {answer: by_answer[answer][1] for answer in Answer}
    return Row(
        level=Level(row.level),
        label=row.label,
        eligible=row.eligible,
        took_part=row.took_part,
        percents={answer: by_answer[answer][0] for answer in Answer},
        counts=None if counts[Answer.FOR] is None else counts,
    )


def _listed(statement: sa.Executable, **values: object) -> list[dict[str, Any]]:
    return [_poll(dict(row)) for row in db.session.execute(statement, values).mappings()]


def _poll(poll: dict[str, Any]) -> dict[str, Any]:
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
