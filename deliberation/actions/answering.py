"""From a proposal with support to its straw poll and the official answer. Nothing commits.

Voting calls `put_to_poll` and `poll_counted` in the transactions that open and publish a poll.
"""

from __future__ import annotations

from accounts.access import Viewer
from accounts.rules import Power
from core import events
from core.clock import now
from core.db import db
from core.text import render
from deliberation.actions.proposal_news import tell_everyone
from deliberation.actions.proposals import hold, is_author, take
from deliberation.actions.writing import refuse_if
from deliberation.models import Proposal
from deliberation.rules import proposals as rules
from deliberation.rules.proposals import Outcome, Step


def put_to_poll(proposal_id: int, poll_id: int, *, by: Viewer) -> None:
    """A straw poll on a proposal opens: its words stand still from now on. Raises Refused."""
    proposal = db.session.get_one(Proposal, proposal_id)
    hold(proposal)
    take(proposal, Step.POLL)
    events.record("proposal.put_to_poll", proposal, actor_id=by.id, poll=poll_id)
    tell_everyone(proposal, "It is put to a straw poll.", by=by)


def poll_counted(proposal_id: int, poll_id: int) -> None:
    """The result of its straw poll is published: it waits for an answer."""
    proposal = db.session.get_one(Proposal, proposal_id)
    hold(proposal)
    if rules.why_not_step(proposal.state, Step.COUNT):
        return  # whatever became of it, a count is never held up
    take(proposal, Step.COUNT)
    events.record("proposal.poll_counted", proposal, actor_id=None, poll=poll_id)
    tell_everyone(proposal, "Its straw poll has been counted.")


def answer(
    proposal: Proposal, outcome: Outcome, reason: str, results: list[str], *, by: Viewer
) -> None:
    """Give the official answer and its reason; `results` are addresses of this site.

    Raises Refused.
    """
    hold(proposal)
    refuse_if(
        why_not_answer(proposal, by),
        rules.why_not_reason(reason),
        rules.why_not_results(results),
    )
    take(proposal, Step.ANSWER)
    proposal.outcome, proposal.answer = outcome.value, reason
    proposal.answer_html = render(reason, top=4, anchor=f"{proposal.code.lower()}-answer-")
    proposal.results = "\n".join(results)
    proposal.answered_by_id, proposal.answered_at = by.id, now()
    events.record("proposal.answered", proposal, actor_id=by.id, outcome=outcome.value)
    tell_everyone(proposal, f"It has its answer: {outcome.words.lower()}.", by=by)


def why_not_answer(proposal: Proposal, by: Viewer) -> str | None:
    """The reason this person may not answer it now; None when they may."""
    return rules.why_not_answer(
        may_answer=by.can(Power.ANSWER),
        is_author=is_author(proposal.id, by),
        state=proposal.state,
    )
