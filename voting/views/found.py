"""The poll that a page is about, and what it is about."""

from typing import Any

from flask import Response

from accounts.access import viewer
from accounts.rules import Power
from core import pages, subjects
from core.db import db
from core.web import found
from voting import queries
from voting.models import Poll
from voting.queries.officers import done_to, seats_named
from voting.rules import KeyWith, State

_MOST_DIGITS = 9


def poll_of(poll_id: int) -> Poll:
    """The poll; drafts only for those who may open them, on a page that is not kept."""
    poll = found(db.session.get(Poll, poll_id))
    if poll.state == State.DRAFT:
        pages.leave()
        found(viewer().can(Power.OPEN_POLLS, clp_id=poll.clp_id) or None)
    return poll


def published_poll(poll_id: int) -> Poll:
    """The poll, if its result is there for everybody."""
    poll = poll_of(poll_id)
    found((State(poll.state).is_published and not poll.hidden_at) or None)
    return poll


def about(poll: Poll) -> dict[str, Any]:
    """The option, proposal and topic that a poll is about, and its turnout as it may be said."""
    return {
        "option": subject("option", poll.option_id),
        "proposal": subject("proposal", poll.proposal_id),
        "topic": subject("topic", poll.topic_id),
        "thread": subject("thread", poll.thread_id),
        "turnout": queries.turnout(poll),
        "asked": queries.asked_of(poll),
        "seats": seats_named(poll.id) if poll.key_with == KeyWith.OFFICERS else [],
        "acts": done_to(poll.id),
    }


def subject(kind: str, number: object) -> subjects.Subject | None:
    """What has this kind and number, unless it is hidden."""
    typed = str(number)
    is_number = typed.isascii() and typed.isdecimal() and len(typed) <= _MOST_DIGITS
    one = subjects.find(kind, int(typed)) if is_number else None
    return None if one is None or one.hidden_at else one


def public(response: Response) -> Response:
    """For everybody, and to be asked for again each time."""
    response.headers["Cache-Control"] = "public, no-cache"
    return response
