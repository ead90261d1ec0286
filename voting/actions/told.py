"""Those who could vote are told when a poll opens and when its result is there: all of them alike.

Who voted and who did not makes no difference, because nobody here knows.
"""

from __future__ import annotations

from notices.actions import tell_members, tells
from notices.rules import Why
from voting.models import Poll

tells({"poll.opened": "A straw poll is open", "poll.counted": "The result of a straw poll"})


def tell_of_opening(poll: Poll) -> None:
    """Tell every member it asks."""
    tell_members(Why.POLL_OPENED, poll, clp_id=poll.clp_id, region_id=poll.region_id)


def tell_of_result(poll: Poll) -> None:
    """Tell every member it asked."""
    tell_members(Why.POLL_CLOSED, poll, clp_id=poll.clp_id, region_id=poll.region_id)
