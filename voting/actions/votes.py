"""What a voter does. Touches the ballot box only: no row, event or job of the main database.

A vote code goes in as it was typed. Everything that is said back was read from the box again.
"""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from accounts.access import Viewer
from core.db import db
from core.errors import Refused
from voting import codes, rules
from voting.booth import Booth
from voting.box import Cast
from voting.models import Poll, PollPoolClp
from voting.queries import asked_of
from voting.rules import State
from voting.seal import Content
from voting.site import booth_of

NO_CODE = "That is not a vote code. It has 16 letters and numbers and one more to check them."
NO_VOTE = "No vote lies under this code. Check each letter, or ask us for help."
CLOSED = "This poll has closed. Your vote was not changed."
ON_PAPER = (
    "A paper vote of yours has been received for this poll, so you cannot vote in it on the site. "
    "If you did not vote on paper, say so on the page “Vote on paper” of this poll."
)


class CodeInUse(Refused):
    """Another member's vote lies under this code; nothing was stored."""


@dataclass(frozen=True, slots=True)
class Vote:
    """A ballot as the box gives it back. Once the poll has closed it does not say its answer."""

    poll: Poll
    code: str  # printed in fours
    answer: str | None  # in canonical form
    said: tuple[str, ...]  # the same in words, one line or more
    is_open: bool
    was_there: bool = False  # it had been cast before, and nothing was changed now


def why_not_vote(poll: Poll, person: Viewer, at: datetime) -> str | None:
    """The reason this person may not vote now; None when they may. 1 statement."""
    return _may_vote(poll, person, at)[0]


def has_voted(poll: Poll, person: Viewer) -> bool:
    """Whether this member has a ballot in the box, or voted on paper. Only said to the member."""
    return person.id is not None and booth_of(poll).has_voted(person.id)


def voted_on_paper(poll: Poll, person: Viewer) -> bool:
    """Whether a paper vote of this member was received. Only ever said to the member."""
    return person.id is not None and booth_of(poll).voted_on_paper(person.id)


def cast(poll: Poll, person: Viewer, *, typed_code: str, answer: str, at: datetime) -> Vote:
    """Put this member's ballot in the box, once. Raises Refused.

    Sent again with the same code it changes nothing, and gives back what was cast at first; also
    after closing, when the answer to the first sending was lost on its way.
    """
    code = _read(typed_code)
    reason, pool = _may_vote(poll, person, at)
    if reason and _is_theirs(poll, person, code):
        return _vote(poll, booth_of(poll), code, at=at, was_there=True)
    if reason or person.id is None or pool is None or poll.public_key is None:
        raise Refused(reason or CLOSED)
    _check(poll, answer)
    booth = booth_of(poll)
    outcome = booth.cast(person.id, code, Content(pool, answer), poll.public_key)
    if outcome is Cast.CLOSED:
        raise Refused("This poll has closed. Your vote was not counted.")
    if outcome is Cast.VOTED_ON_PAPER:
        raise Refused(ON_PAPER)
    if outcome is Cast.VOTED_BEFORE:
        raise Refused(
            "You have voted in this poll already. To change your vote, use your vote code."
        )
    if outcome is Cast.CODE_IN_USE:
        raise CodeInUse("This vote code has been used. Below is a new one: send your vote again.")
    return _vote(poll, booth, code, at=at, was_there=outcome is Cast.AGAIN)


def find(typed_code: str, at: datetime) -> Vote:
    """The vote under a code, in whichever poll it lies. Raises Refused. No sign-in needed.

    While the poll is open it says what the vote is; afterwards only that it was there to be
    counted, so that nobody can prove to another how they voted.
    """
    code = _read(typed_code)
    for poll in db.session.scalars(_WITH_BOX):
        booth = booth_of(poll)
        if booth.holds(code):
            return _vote(poll, booth, code, at=at)
    raise Refused(NO_VOTE)


def change(typed_code: str, answer: str, at: datetime) -> Vote:
    """Write another answer in the place of the one under this code. Raises Refused."""
    vote = find(typed_code, at)
    if not vote.is_open or vote.poll.public_key is None:
        raise Refused(CLOSED)
    _check(vote.poll, answer)
    booth, code = booth_of(vote.poll), _read(typed_code)
    if not booth.change(code, answer, vote.poll.public_key):
        raise Refused(CLOSED)
    return _vote(vote.poll, booth, code, at=at)


def withdraw(person: Viewer, typed_code: str, at: datetime) -> Poll:
    """Take this member's vote out of the box; they may vote again. Raises Refused."""
    vote = find(typed_code, at)
    if not vote.is_open:
        raise Refused(CLOSED)
    if person.id is None or not booth_of(vote.poll).withdraw(person.id, _read(typed_code)):
        raise Refused(
            "Only the member who cast this vote can take it back. Sign in as that member."
        )
    return vote.poll


_WITH_BOX = (
    sa.select(Poll)
    .where(Poll.state.in_([State.OPEN, State.CLOSED, State.COUNTED]))
    .order_by(Poll.state == State.OPEN, Poll.id.desc())
    .limit(200)
)
_POOL = sa.select(PollPoolClp.number).where(
    PollPoolClp.poll_id == sa.bindparam("poll_id"), PollPoolClp.clp_id == sa.bindparam("clp_id")
)


def _may_vote(poll: Poll, person: Viewer, at: datetime) -> tuple[str | None, int | None]:
    """The reason why not, and the pool in which the ballot counts."""
    pool = db.session.scalar(_POOL, {"poll_id": poll.id, "clp_id": person.clp_id})
    reason = rules.why_not_vote(
        is_open=poll.is_open(at),
        is_member=person.is_member,
        joined_on=person.joined_on,
        cutoff_on=poll.cutoff_on or at.date(),
        on_roll_at_opening=person.id is not None and person.id <= poll.newest_member_id,
        has_clp=person.clp_id is not None,
        is_asked=pool is not None,
    )
    return reason, pool


def _is_theirs(poll: Poll, person: Viewer, code: str) -> bool:
    """Whether this member's ballot lies under this code already."""
    if person.id is None or poll.state not in {State.OPEN, State.CLOSED, State.COUNTED}:
        return False
    return booth_of(poll).is_theirs(person.id, code)


def _check(poll: Poll, answer: str) -> None:
    if not asked_of(poll).is_answer(answer):
        raise Refused("That is not an answer in this poll. Your vote was not counted.")


def _read(typed: str) -> str:
    code = codes.read_code(typed)
    if code is None:
        raise Refused(NO_CODE)
    return code


def _vote(poll: Poll, booth: Booth, code: str, *, at: datetime, was_there: bool = False) -> Vote:
    is_open = poll.is_open(at)
    content = booth.read_back(code) if is_open else None
    return Vote(
        poll=poll,
        code=codes.printed(code),
        answer=content.answer if content else None,
        said=asked_of(poll).said(content.answer) if content else (),
        is_open=is_open,
        was_there=was_there,
    )
