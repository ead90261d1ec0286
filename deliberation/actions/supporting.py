"""Standing behind a proposal or an amendment: counted once, never named, taken back at will."""

from __future__ import annotations

import sqlalchemy as sa

from accounts.access import Viewer
from core import versions
from core.clock import now
from core.db import db
from deliberation.actions.proposals import hold, is_author, reach
from deliberation.actions.writing import refuse_if
from deliberation.models import Amendment, AmendmentSupport, Proposal, ProposalSupport
from deliberation.rules import amendments as amendment_rules
from deliberation.rules import proposals as rules


def support(proposal: Proposal, *, by: Viewer) -> bool:
    """Stand behind a proposal; True when it has the support it needs with that. Raises Refused.

    There is no event for it: nothing anyone can read tells who, or when.
    """
    hold(proposal)
    refuse_if(why_not_support(proposal, by))
    if supports(proposal.id, by.id):
        return False
    db.session.add(ProposalSupport(proposal_id=proposal.id, member_id=by.id, at=now()))
    proposal.supports += 1
    versions.move_on(proposal.pages())
    return reach(proposal)


def take_back_support(proposal: Proposal, *, by: Viewer) -> None:
    """Stand behind it no longer. Does nothing for someone who did not. Raises Refused."""
    hold(proposal)
    refuse_if(why_not_support(proposal, by))
    row = db.session.get(ProposalSupport, (proposal.id, by.id)) if by.id else None
    if row is not None:
        db.session.delete(row)
        proposal.supports -= 1
        versions.move_on(proposal.pages())


def why_not_support(proposal: Proposal, by: Viewer) -> str | None:
    """The reason this person may not support it, or take that back; None when they may."""
    return rules.why_not_support(
        is_member=by.is_member,
        state=proposal.state,
        hidden=proposal.hidden_at is not None,
        is_author=is_author(proposal.id, by),
    )


def supports(proposal_id: int, member_id: int | None) -> bool:
    """Whether this member is behind the proposal. 1 statement."""
    behind = sa.exists().where(
        ProposalSupport.proposal_id == proposal_id, ProposalSupport.member_id == member_id
    )
    return bool(db.session.scalar(sa.select(behind)))


def support_amendment(amendment: Amendment, *, by: Viewer) -> None:
    """Stand behind an amendment. Raises Refused."""
    hold(amendment)
    refuse_if(_why_not_amendment(amendment, by))
    there = sa.exists().where(
        AmendmentSupport.amendment_id == amendment.id, AmendmentSupport.member_id == by.id
    )
    if db.session.scalar(sa.select(there)):
        return
    db.session.add(AmendmentSupport(amendment_id=amendment.id, member_id=by.id, at=now()))
    amendment.supports += 1
    versions.move_on(amendment.pages())


def take_back_amendment_support(amendment: Amendment, *, by: Viewer) -> None:
    """Stand behind an amendment no longer. Raises Refused."""
    hold(amendment)
    refuse_if(_why_not_amendment(amendment, by))
    row = db.session.get(AmendmentSupport, (amendment.id, by.id)) if by.id else None
    if row is not None:
        db.session.delete(row)
        amendment.supports -= 1
        versions.move_on(amendment.pages())


def _why_not_amendment(amendment: Amendment, by: Viewer) -> str | None:
    return amendment_rules.why_not_support(
        is_member=by.is_member, own=by.id == amendment.author_id, state=amendment.state
    )
