"""Who is told what happens to a proposal: its authors, and those behind it. Nobody else learns."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.models import Member
from core.db import db
from deliberation.models import Amendment, Proposal, ProposalAuthor, ProposalSupport
from notices.actions import tell
from notices.rules import Why


def tell_everyone(proposal: Proposal, words: str, *, by: Viewer | None = None) -> None:
    """Tell all who are behind a proposal that it took a step."""
    db.session.flush()
    behind = sa.select(ProposalSupport.member_id).where(ProposalSupport.proposal_id == proposal.id)
    tell(db.session.scalars(behind), Why.PROPOSAL, proposal, words=words, by=by.id if by else None)


def tell_authors(
    proposal: Proposal, words: str, *, by: Viewer, about: Amendment | None = None
) -> None:
    """Ask the authors of a proposal that is out to look at something."""
    tell(_authors(proposal), Why.ASKED, about or proposal, words=words, by=by.id)


def ask_for_agreement(proposal: Proposal, *, by: Viewer) -> None:
    """Ask whoever has to agree to a draft. It is about who asks: nobody else may see the draft."""
    words = f"You are asked to agree to “{proposal.title}” as one of its authors. See: Proposals."
    waiting = [id_ for id_ in _authors(proposal, behind=proposal.revision) if id_ != by.id]
    if by.id is not None and waiting:
        tell(waiting, Why.ASKED, db.session.get_one(Member, by.id), words=words, by=by.id)


def tell_of_decision(amendment: Amendment, words: str, *, by: Viewer) -> None:
    """Tell whoever made an amendment what became of it."""
    tell([amendment.author_id], Why.DECIDED, amendment, words=words, by=by.id)


def _authors(proposal: Proposal, behind: int = 0) -> Iterable[int]:
    """Its authors; or everyone who was asked and has not agreed to revision `behind`."""
    db.session.flush()
    asked = sa.select(ProposalAuthor.member_id).where(
        ProposalAuthor.proposal_id == proposal.id,
        ProposalAuthor.ended_at.is_(None),
        ProposalAuthor.agreed_to < behind if behind else ProposalAuthor.agreed_at.is_not(None),
    )
    return db.session.scalars(asked).all()
