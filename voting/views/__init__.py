"""Poll pages: the list, one poll, its result; preparing and opening one. Voting: `booths`."""

from flask import Blueprint

from deliberation.queries.heads import carry
from voting import booths, in_clps, jobs, queries, sides
from voting.queries.of_thread import with_poll
from wiki.queries import count_on_contents

bp = Blueprint("voting", __name__)
bp.app_template_global("polls_on")(queries.polls_on)
bp.app_template_global("open_polls")(queries.open_polls)
bp.app_template_global("strength_in_clp")(in_clps.strength_in_clp)
bp.app_template_global("poll_of_proposal")(queries.poll_of_proposal)
bp.app_template_global("published_shares")(queries.published_shares)
bp.register_blueprint(booths.bp)
count_on_contents("polls", queries.OPEN_OF_A_TOPIC)
carry(with_poll)

from voting.views import (  # noqa: E402 — they hang themselves on `bp`
    again,
    officers,
    paper_batches,
    paper_checks,
    paper_polls,
    passphrases,
    polls,
    preparing,
    proof,
    results,
    secrecy,
    side_by_side,
    was_it_counted,
    waves,
)

bp.register_blueprint(was_it_counted.bp)

__all__ = [
    "again",
    "bp",
    "jobs",
    "officers",
    "paper_batches",
    "paper_checks",
    "paper_polls",
    "passphrases",
    "polls",
    "preparing",
    "proof",
    "results",
    "secrecy",
    "side_by_side",
    "sides",
    "was_it_counted",
    "waves",
]
