"""A draft comes out: published by its authors, or tabled by an officer of the CLP."""

from __future__ import annotations

from accounts.access import Viewer
from accounts.rules import Power
from core import events, house_rules
from core.clock import now
from deliberation.actions.joinings import take_in_parts
from deliberation.actions.proposal_news import tell_everyone
from deliberation.actions.proposals import (
    authors_of,
    count_in,
    hold,
    is_author,
    keep_version,
    reach,
    take,
)
from deliberation.actions.writing import refuse_if, start_thread
from deliberation.models import Proposal, ProposalAuthor
from deliberation.rules import ThreadKind, Where
from deliberation.rules import proposals as rules
from deliberation.rules.proposals import Part, Sort, Step


def why_not_publish(proposal: Proposal, by: Viewer) -> str | None:
    """The reason this person may not publish this draft now; None when they may."""
    return _why_not_ready(proposal, may=is_author(proposal.id, by))


def _why_not_ready(proposal: Proposal, *, may: bool) -> str | None:
    authors = authors_of(proposal.id)
    return rules.why_not_publish(
        is_author=may,
        state=proposal.state,
        sort=proposal.sort,
        waits_for=sum(_is_waited_for(one, proposal) for one in authors),
        has_seconder=any(one.part == Part.SECONDER and one.agreed_at for one in authors),
        is_joint=proposal.is_composite,
    )


def _is_waited_for(author: ProposalAuthor, proposal: Proposal) -> bool:
    """Whoever agreed once must agree to these words; of a composite, everyone who was asked."""
    asked = author.agreed_at is not None or proposal.is_composite
    return asked and author.agreed_to != proposal.revision


def publish(proposal: Proposal, *, by: Viewer) -> None:
    """Bring a draft out: it gathers support and has its discussion from now on. Raises Refused."""
    hold(proposal)
    refuse_if(why_not_publish(proposal, by))
    if proposal.clp_id is not None:
        refuse_if("A resolution is tabled by an officer of the CLP.")
    _come_out(proposal, by=by)


def table(proposal: Proposal, how: str, *, by: Viewer) -> None:
    """An officer tables the resolution of a CLP; `how` says how it was decided. Raises Refused."""
    hold(proposal)
    refuse_if(why_not_table(proposal, how, by))
    proposal.tabled = " ".join(how.split())
    _come_out(proposal, by=by)


def why_not_table(proposal: Proposal, how: str, by: Viewer) -> str | None:
    """The reason this person may not table this resolution now; None when they may."""
    of_clp = proposal.clp_id is not None
    return rules.why_not_table(
        may_table=of_clp and by.can(Power.TABLE, clp_id=proposal.clp_id),
        ready=_why_not_ready(proposal, may=True),
        how=how,
    )


def _come_out(proposal: Proposal, *, by: Viewer) -> None:
    """Let it gather support, begin its discussion, and let the parts of a composite go into it."""
    take(proposal, Step.PUBLISH)
    proposal.published_at = now()
    proposal.needed = _needed(proposal.sort)
    authors = [one for one in authors_of(proposal.id) if one.agreed_at]
    count_in(proposal, [one.member_id for one in authors])
    keep_version(proposal)
    proposal.thread_id = start_thread(
        proposal.title,
        f"{proposal.summary}\n\n[{proposal.code} in full]({proposal.url})",
        by=by,
        where=Where(
            clp_id=proposal.clp_id, topic_id=proposal.topic_id, option_id=proposal.option_id
        ),
        asks=ThreadKind(proposal.sort),
        origin=proposal,
    ).id
    events.record("proposal.published", proposal, actor_id=by.id, tabled=proposal.tabled)
    tell_everyone(proposal, "It is published.", by=by)
    take_in_parts(proposal, by=by)
    reach(proposal)


def _needed(sort: str) -> int:
    """How many members have to be behind a proposal of this sort, by the house rules."""
    if sort == Sort.RESOLUTION:
        return house_rules.value("resolution.supports_needed")
    return house_rules.value("proposal.supports_needed")
