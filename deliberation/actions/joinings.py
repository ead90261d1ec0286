"""Several proposals become one: a duplicate goes into another, or many into a composite.

Everyone who moved or supported what goes in is behind what it goes into, counted once. What went
in stays readable, and its own rows stay as they were, so that it can be taken out again.
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from accounts.access import Viewer
from core import events
from core.clock import now
from core.db import db
from deliberation.actions import proposals
from deliberation.actions.proposal_news import ask_for_agreement, tell_authors, tell_everyone
from deliberation.actions.proposals import add_author, authors_of, count_in, hold, is_author, take
from deliberation.actions.writing import refuse_if
from deliberation.models import (
    Joining,
    JoiningAgreement,
    Proposal,
    ProposalAuthor,
    ProposalSupport,
)
from deliberation.rules import Where
from deliberation.rules import joinings as rules
from deliberation.rules import proposals as proposal_rules
from deliberation.rules.proposals import Part, Sort, Step


def ask_to_join(proposal: Proposal, into: Proposal, why: str, *, by: Viewer) -> Joining:
    """Ask that one's own proposal become part of another that says the same. Raises Refused."""
    _hold_both(proposal, into)
    refuse_if(
        rules.why_not_join(
            is_author=is_author(proposal.id, by),
            same=proposal.id == into.id,
            from_state=proposal.state,
            into_state=into.state,
            same_sort=proposal.sort == into.sort,
        ),
        proposal_rules.why_not_reason(why),
        "This has been asked already." if _waiting(proposal.id, into.id) else None,
    )
    made = _joining(proposal, into, why, by)
    events.record("proposal.joining_asked", proposal, actor_id=by.id, into=into.id)
    for one in (proposal, into):
        tell_authors(one, f"{proposal.code} should become part of {into.code}: {why}", by=by)
    agree(made, by=by)
    return made


def _hold_both(one: Proposal, other: Proposal) -> None:
    for proposal in sorted({one, other}, key=lambda held: held.id):
        hold(proposal)


def _waiting(from_id: int, into_id: int) -> Joining | None:
    return db.session.scalar(
        sa.select(Joining).where(
            Joining.from_id == from_id, Joining.into_id == into_id, Joining.ended_at.is_(None)
        )
    )


def _joining(proposal: Proposal, into: Proposal, why: str, by: Viewer) -> Joining:
    made = Joining(from_id=proposal.id, into_id=into.id, asked_by_id=by.id, asked_at=now(), why=why)
    db.session.add(made)
    db.session.flush()
    return made


def agree(joining: Joining, *, by: Viewer) -> bool:
    """An author of either agrees; True when all have, and they are one. Raises Refused."""
    proposal, into = _both(joining)
    there = db.session.get(JoiningAgreement, (joining.id, by.id)) if by.id else None
    refuse_if(_why_not_agree(joining, by, agreed=there is not None))
    db.session.add(JoiningAgreement(joining_id=joining.id, member_id=by.id, at=now()))
    db.session.flush()
    if waits_for(joining):
        return False
    _join(joining, proposal, into, by)
    return True


def _both(joining: Joining) -> tuple[Proposal, Proposal]:
    proposal = db.session.get_one(Proposal, joining.from_id)
    into = db.session.get_one(Proposal, joining.into_id)
    _hold_both(proposal, into)
    hold(joining)
    return proposal, into


def _why_not_agree(joining: Joining, by: Viewer, *, agreed: bool = False) -> str | None:
    return rules.why_not_agree(
        is_author=is_author(joining.from_id, by) or is_author(joining.into_id, by),
        settled=joining.done_at is not None or joining.ended_at is not None,
        agreed=agreed,
    )


def waits_for(joining: Joining) -> list[int]:
    """The authors of both who have not agreed yet. 3 statements."""
    both = [*authors_of(joining.from_id), *authors_of(joining.into_id)]
    agreed = set(
        db.session.scalars(
            sa.select(JoiningAgreement.member_id).where(JoiningAgreement.joining_id == joining.id)
        )
    )
    return sorted({one.member_id for one in both if one.agreed_at} - agreed)


def refuse_joining(joining: Joining, *, by: Viewer) -> None:
    """An author of either says no: both stay as they are. Raises Refused."""
    proposal, _ = _both(joining)
    refuse_if(_why_not_agree(joining, by))
    joining.ended_at = now()
    events.record("proposal.joining_refused", proposal, actor_id=by.id, into=joining.into_id)


def _join(joining: Joining, proposal: Proposal, into: Proposal, by: Viewer) -> None:
    """Let the one become part of the other; the older address leads there from now on."""
    take(proposal, Step.MERGE)
    if into.state not in proposal_rules.CHANGEABLE:
        refuse_if("What it should become part of takes nothing in any more.")
    proposal.merged_into_id, joining.done_at = into.id, now()
    _bring_all(into, proposal)
    events.record("proposal.merged", proposal, actor_id=by.id, into=into.id)
    tell_everyone(proposal, f"It is part of {into.code} now, “{into.title}”.", by=by)
    events.record("proposal.took_in", into, actor_id=by.id, part=proposal.id)
    proposals.reach(into)


def _bring_all(into: Proposal, part: Proposal) -> None:
    """Whoever is behind the part is behind what it went into, each counted once."""
    known = {one.member_id for one in authors_of(into.id)}
    for author in authors_of(part.id):
        if author.agreed_at and author.member_id not in known:
            _bring(into, author)
    behind = sa.select(ProposalSupport.member_id).where(ProposalSupport.proposal_id == part.id)
    count_in(into, db.session.scalars(behind), via_id=part.id)


def _bring(into: Proposal, author: ProposalAuthor) -> None:
    """Let an author of what goes in be one of what it goes into, with the part they had."""
    row = db.session.get(ProposalAuthor, (into.id, author.member_id))
    if row is None:
        part = Part(author.part)
        add_author(into, author.member_id, part, agreed=True, via_id=author.proposal_id)
    else:
        row.agreed_at, row.agreed_to, row.ended_at = now(), into.revision, None


def composite(
    parts: Sequence[Proposal], title: str, summary: str, text: str, *, by: Viewer
) -> Proposal:
    """Draft a composite of several; all their authors are asked to agree to it. Raises Refused.

    The parts go into it when it comes out.
    """
    for part in sorted(parts, key=lambda one: one.id):
        hold(part)
    first = parts[0] if parts else None
    refuse_if(
        rules.why_not_composite(
            count=len({part.id for part in parts}),
            all_open=all(part.state in proposal_rules.CHANGEABLE for part in parts),
            is_author=any(is_author(part.id, by) for part in parts),
            same_sort=len({part.sort for part in parts}) == 1,
        )
    )
    assert first is not None  # noqa: S101 — else refused above
    made = proposals.begin(
        title,
        summary,
        text,
        by=by,
        sort=Sort(first.sort),
        where=Where(topic_id=first.topic_id, option_id=first.option_id),
        is_composite=True,
    )
    asked = {by.id}
    for part in parts:
        _joining(part, made, "Put together in a composite.", by)
        for author in authors_of(part.id):
            if author.agreed_at and author.member_id not in asked:
                asked.add(author.member_id)
                add_author(made, author.member_id, Part(author.part), agreed=False, via_id=part.id)
    ask_for_agreement(made, by=by)
    return made


def take_in_parts(made: Proposal, *, by: Viewer) -> None:
    """When a composite comes out, its parts become part of it. Raises Refused."""
    waiting = db.session.scalars(
        sa.select(Joining)
        .where(Joining.into_id == made.id, Joining.done_at.is_(None), Joining.ended_at.is_(None))
        .order_by(Joining.from_id)
    ).all()
    for joining in waiting:
        part = db.session.get_one(Proposal, joining.from_id)
        hold(part)
        if part.state in proposal_rules.CHANGEABLE and _all_agreed(part, made):
            _join(joining, part, made, by)
        else:
            joining.ended_at = now()  # withdrawn meanwhile, or one of its authors is against it


def _all_agreed(part: Proposal, made: Proposal) -> bool:
    """Whether everyone who moved the part moves the composite too."""
    agreed = {one.member_id for one in authors_of(made.id) if one.agreed_at}
    return {one.member_id for one in authors_of(part.id) if one.agreed_at} <= agreed


def part_again(proposal: Proposal, why: str, *, by: Viewer) -> None:
    """Take a proposal out of what it became part of, as it was. Raises Refused.

    Whoever came with it goes with it; those who joined the other later stay there.
    """
    hold(proposal)
    into = db.session.get(Proposal, proposal.merged_into_id) if proposal.merged_into_id else None
    refuse_if(
        rules.why_not_part(
            is_author=is_author(proposal.id, by),
            done=into is not None,
            into_state=into.state if into else "",
        ),
        proposal_rules.why_not_reason(why),
    )
    assert into is not None  # noqa: S101 — else refused above
    _hold_both(proposal, into)
    for table in (ProposalSupport, ProposalAuthor):
        db.session.execute(
            sa.delete(table).where(table.proposal_id == into.id, table.via_id == proposal.id)
        )
    take(proposal, Step.PART)
    proposal.merged_into_id = None
    db.session.flush()
    count_in(into, [one.member_id for one in authors_of(into.id) if one.agreed_at])
    rest = sa.select(Proposal).where(Proposal.merged_into_id == into.id).order_by(Proposal.id)
    for other in db.session.scalars(rest).all():
        _bring_all(into, other)  # some had come with this one and are behind others too
    joining = _waiting(proposal.id, into.id)
    if joining is not None:
        joining.ended_at = now()
    events.record("proposal.parted", proposal, actor_id=by.id, into=into.id)
    events.record("proposal.gave_back", into, actor_id=by.id, part=proposal.id)
    proposals.reach(proposal)
