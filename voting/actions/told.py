"""Who is told of a poll: all it asks, when it opens and when its result is there; and its officers.

Who voted and who did not makes no difference, because nobody here knows.
"""

from __future__ import annotations

from collections.abc import Iterable

from accounts.models import Member
from core import mail
from core.db import db
from core.web import settings
from notices.actions import tell, tell_members, tells
from notices.rules import Why
from voting.models import Poll
from voting.queries.officers import seats_of, who_may_count

tells(
    {
        "poll.opened": "A straw poll is open",
        "poll.counted": "The result of a straw poll",
        "poll.void": "A straw poll is void",
    }
)
_ASKED = """You are asked to hold half of the key of a straw poll:

  {question}

Its votes can only be opened by you and one other officer together. Please set your passphrase
before the poll opens, on this page:

  {url}

Keep the passphrase safe. If it is lost, nobody can open the votes, and the poll is void.
"""


def tell_of_opening(poll: Poll) -> None:
    """Tell every member it asks."""
    tell_members(Why.POLL_OPENED, poll, clp_id=poll.clp_id, region_id=poll.region_id)


def tell_of_result(poll: Poll) -> None:
    """Tell every member it asked."""
    tell_members(Why.POLL_CLOSED, poll, clp_id=poll.clp_id, region_id=poll.region_id)


def tell_officers(poll: Poll, words: str, whom: Iterable[int] = ()) -> None:
    """Tell these officers what waits for them; unless named, all who look after the poll."""
    tell(list(whom) or _officers(poll), Why.POLL_WAITS, poll, words=words)


def ask_for_passphrase(poll: Poll, member_id: int) -> None:
    """Ask an officer by mail: a poll that is being prepared is in nobody's notices."""
    url = f"{settings().site_url.rstrip('/')}{poll.url}/key"
    to = db.session.get_one(Member, member_id).email
    if to:
        mail.send(
            to, "Half of the key of a straw poll", _ASKED.format(question=poll.question, url=url)
        )


def _officers(poll: Poll) -> list[int]:
    seats = [seat.member_id for seat in seats_of(poll.id)]
    return seats or [person.id for person in who_may_count(poll)]
