"""What this person may do with a proposal: filled into its page, which is the same for all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import render_template
from flask.blueprints import BlueprintSetupState

from accounts.access import Viewer, viewer
from accounts.rules import Power
from core.db import db
from deliberation.actions import answering, proposals, publishing, supporting
from deliberation.models import Proposal, ProposalAuthor
from deliberation.queries import proposal_lists as lists
from deliberation.rules.proposals import CHANGEABLE, Step, after
from deliberation.views import bp


@dataclass(frozen=True, slots=True)
class Acts:
    """What is offered to one person on the page of a proposal that is out."""

    is_author: bool
    supports: bool
    why_not_support: str | None
    may_change: bool  # its state lets it be amended, joined, put together with others
    may_withdraw: bool
    may_part: bool
    may_answer: bool
    may_poll: bool
    joinings: list[dict[str, Any]]  # wishes that its authors are asked about


@dataclass(frozen=True, slots=True)
class DraftActs:
    """What is offered to one person on the page of a draft."""

    is_author: bool
    is_asked: bool  # to become an author, or to agree to the words as they are now
    why_not_publish: str | None
    may_table: bool
    why_not_table: str | None


def draft_acts(draft: Proposal, by: Viewer) -> DraftActs | None:
    """What this person may do with a draft; None for those who may not see it."""
    row = db.session.get(ProposalAuthor, (draft.id, by.id)) if by.id else None
    there = row is not None and row.ended_at is None
    officer = draft.clp_id is not None and by.can(Power.TABLE, clp_id=draft.clp_id)
    if not there and not officer:
        return None
    return DraftActs(
        is_author=proposals.is_author(draft.id, by),
        is_asked=there and row is not None and row.agreed_to != draft.revision,
        why_not_publish=publishing.why_not_publish(draft, by),
        may_table=officer,
        why_not_table=publishing.why_not_table(draft, "-", by) if officer else None,
    )


def acts_on(one: Proposal, by: Viewer) -> Acts:
    """What this person may do with a proposal that is out. At most 3 statements."""
    is_author = proposals.is_author(one.id, by)
    return Acts(
        is_author=is_author,
        supports=bool(by.id) and supporting.supports(one.id, by.id),
        why_not_support=supporting.why_not_support(one, by),
        may_change=one.state in CHANGEABLE,
        may_withdraw=is_author and after(one.state, Step.WITHDRAW) is not None,
        may_part=is_author and after(one.state, Step.PART) is not None,
        may_answer=by.can(Power.ANSWER) and answering.why_not_answer(one, by) is None,
        may_poll=after(one.state, Step.POLL) is not None and by.can(Power.OPEN_POLLS),
        joinings=lists.joinings_waiting(one.id) if is_author else [],
    )


def proposal_acts(number: str) -> str:
    """A slot: what this person may do with the proposal of this number."""
    by = viewer()
    one = db.session.get(Proposal, int(number)) if by.is_signed_in else None
    acts = acts_on(one, by) if one is not None else None
    return render_template("deliberation/_proposal_acts.html", number=number, acts=acts)


def your_proposals() -> str:
    """A slot: the drafts of this person, what they are asked to join, what waits to be tabled."""
    by = viewer()
    if not by.is_member or by.id is None:
        return ""
    of_clps = [
        grant.clp_id
        for grant in by.grants
        if grant.clp_id and by.can(Power.TABLE, clp_id=grant.clp_id)
    ]
    return render_template(
        "deliberation/_your_proposals.html",
        own=lists.own(by.id),
        to_table=lists.to_be_tabled(of_clps) if of_clps else [],
    )


@bp.record
def _offer_slots(state: BlueprintSetupState) -> None:
    state.app.extensions["pages"].slots.update(
        proposal_acts=proposal_acts, your_proposals=your_proposals
    )
