"""Suggesting other words for a proposal; its authors agree to them or refuse them."""

from __future__ import annotations

import sqlalchemy as sa

from accounts.access import Viewer
from core import events, house_rules
from core.clock import now
from core.db import db
from core.merging import Merged, is_unsettled, merge
from deliberation.actions.proposal_news import tell_authors, tell_everyone, tell_of_decision
from deliberation.actions.proposals import authors_of, hold, is_author, keep_version, rendered
from deliberation.actions.writing import refuse_if
from deliberation.models import Amendment, AmendmentAgreement, Proposal, ProposalVersion
from deliberation.rules import amendments as rules
from deliberation.rules import proposals as proposal_rules
from deliberation.rules.amendments import AmendmentState


def amend(
    proposal: Proposal, summary: str, text: str, reason: str, *, by: Viewer, base: int = 0
) -> Amendment:
    """Suggest other words for a proposal, made from its revision `base`. Raises Refused.

    An author's own amendment has their agreement with it.
    """
    hold(proposal)
    began = _version(proposal, base)
    summary = summary.strip()
    refuse_if(
        rules.why_not_amend(
            is_member=by.is_member,
            state=proposal.state,
            hidden=proposal.hidden_at is not None,
            changes=(summary, text) != (began.summary, began.text),
        ),
        proposal_rules.why_not_words(title=proposal.title, summary=summary, text=text),
        "Put the marked passages in order first." if is_unsettled(text) else None,
        proposal_rules.why_not_reason(reason),
    )
    made = Amendment(
        proposal_id=proposal.id,
        base=began.number,
        summary=summary,
        text=text,
        reason=reason,
        author_id=by.id,
        made_at=now(),
    )
    db.session.add(made)
    db.session.flush()
    _record("amendment_made", proposal, made, by)
    tell_authors(proposal, f"An amendment to “{proposal.title}”: {reason}", by=by, about=made)
    if is_author(proposal.id, by):
        agree(made, by=by)
    return made


def _version(proposal: Proposal, number: int) -> ProposalVersion:
    """The version of this number; the newest for a number there is not."""
    row = db.session.get(ProposalVersion, (proposal.id, number)) if number else None
    return row or db.session.get_one(ProposalVersion, (proposal.id, proposal.revision))


def _record(name: str, proposal: Proposal, amendment: Amendment, by: Viewer) -> None:
    events.record(
        f"proposal.{name}",
        proposal,
        actor_id=by.id,
        pages=amendment.pages(),
        amendment=amendment.id,
    )


def _held(amendment: Amendment) -> Proposal:
    """The proposal of an amendment; nobody else changes either until we commit."""
    proposal = db.session.get_one(Proposal, amendment.proposal_id)
    hold(proposal)
    hold(amendment)
    return proposal


def agree(amendment: Amendment, *, by: Viewer) -> bool:
    """An author agrees; True when that was the last one needed, and the text is changed.

    Raises Refused, also when the text has changed meanwhile where the amendment changes it.
    """
    proposal = _held(amendment)
    key = (amendment.id, by.id)
    agreed = db.session.get(AmendmentAgreement, key) is not None if by.id else False
    refuse_if(_why_not_decide(proposal, amendment, by, agreed=agreed))
    db.session.add(AmendmentAgreement(amendment_id=amendment.id, member_id=by.id, at=now()))
    db.session.flush()
    if waits_for(amendment):
        events.record(
            "proposal.amendment_agreed", proposal, actor_id=by.id, pages=amendment.pages()
        )
        return False
    _apply(proposal, amendment, by)
    return True


def _why_not_decide(
    proposal: Proposal, amendment: Amendment, by: Viewer, *, agreed: bool = False
) -> str | None:
    return rules.why_not_decide(
        is_author=is_author(proposal.id, by),
        state=amendment.state,
        proposal_state=proposal.state,
        agreed=agreed,
    )


def waits_for(amendment: Amendment) -> list[int]:
    """The authors whose agreement the amendment still needs. 2 statements."""
    authors = [one.member_id for one in authors_of(amendment.proposal_id) if one.agreed_at]
    agreed = set(
        db.session.scalars(
            sa.select(AmendmentAgreement.member_id).where(
                AmendmentAgreement.amendment_id == amendment.id
            )
        )
    )
    if agreed.intersection(authors) and not needs_all():
        return []
    return [member_id for member_id in authors if member_id not in agreed]


def needs_all() -> bool:
    """Whether all authors have to agree to an amendment, by the house rules; else one does."""
    return house_rules.choice("proposal.amendments_need") == "all"


def merged(proposal: Proposal, amendment: Amendment) -> tuple[Merged, Merged]:
    """Summary and text, with what the amendment changes put into what stands there now."""
    base = db.session.get_one(ProposalVersion, (proposal.id, amendment.base))
    return (
        merge(base.summary, proposal.summary, amendment.summary),
        merge(base.text, proposal.text, amendment.text),
    )


def _apply(proposal: Proposal, amendment: Amendment, by: Viewer) -> None:
    summary, text = merged(proposal, amendment)
    if not (summary.is_clean and text.is_clean):
        refuse_if(rules.CLASH)
    refuse_if(
        proposal_rules.why_not_words(title=proposal.title, summary=summary.text, text=text.text)
    )
    proposal.summary, proposal.text = summary.text, text.text
    proposal.revision += 1
    proposal.changed_at = now()
    proposal.html = rendered(proposal)
    _decide(amendment, AmendmentState.ACCEPTED, by)
    db.session.flush()
    keep_version(proposal, amendment.id)
    _record("amended", proposal, amendment, by)
    tell_everyone(proposal, "An amendment was accepted, and its text has changed.", by=by)
    tell_of_decision(amendment, "Your amendment was accepted.", by=by)


def _decide(amendment: Amendment, state: AmendmentState, by: Viewer, decision: str = "") -> None:
    amendment.state, amendment.decision = state.value, decision
    amendment.decided_by_id, amendment.decided_at = by.id, now()


def refuse(amendment: Amendment, reason: str, *, by: Viewer) -> None:
    """An author refuses an amendment, with a public reason. Raises Refused."""
    proposal = _held(amendment)
    refuse_if(_why_not_decide(proposal, amendment, by), proposal_rules.why_not_reason(reason))
    _decide(amendment, AmendmentState.REFUSED, by, reason)
    _record("amendment_refused", proposal, amendment, by)
    tell_of_decision(amendment, f"Your amendment was refused: {reason}", by=by)


def take_back(amendment: Amendment, *, by: Viewer) -> None:
    """Whoever made an amendment withdraws it. Raises Refused."""
    proposal = _held(amendment)
    refuse_if(rules.why_not_withdraw(own=by.id == amendment.author_id, state=amendment.state))
    _decide(amendment, AmendmentState.WITHDRAWN, by)
    _record("amendment_withdrawn", proposal, amendment, by)
