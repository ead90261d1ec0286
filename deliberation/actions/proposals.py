"""Drafting a proposal alone or with others, and taking it back. Nothing commits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.models import Member
from core import events
from core.clock import now
from core.db import Model, db
from core.text import render
from deliberation.actions.proposal_news import ask_for_agreement, tell_everyone
from deliberation.actions.writing import checked_place, refuse_if
from deliberation.models import Proposal, ProposalAuthor, ProposalSupport, ProposalVersion
from deliberation.rules import Where
from deliberation.rules import proposals as rules
from deliberation.rules.proposals import Part, Sort, State, Step


def begin(
    title: str,
    summary: str,
    text: str,
    *,
    by: Viewer,
    sort: Sort = Sort.PROPOSAL,
    where: Where | None = None,
    is_composite: bool = False,
) -> Proposal:
    """Begin a draft; its one author may ask others to join. A resolution is of `where.clp_id`.

    Raises Refused.
    """
    where = checked_place(where or Where())
    title, summary = " ".join(title.split()), summary.strip()
    is_own_clp = is_composite or (by.clp_id is not None and where.clp_id == by.clp_id)
    refuse_if(
        rules.why_not_begin(
            is_member=by.is_member, sort=sort, is_own_clp=is_own_clp, drafts=_drafts_of(by)
        ),
        rules.why_not_words(title=title, summary=summary, text=text),
    )
    made = Proposal(
        sort=sort.value,
        title=title,
        summary=summary,
        text=text,
        topic_id=where.topic_id,
        option_id=where.option_id,
        clp_id=where.clp_id if sort is Sort.RESOLUTION else None,
        author_id=by.id,
        is_composite=is_composite,
        begun_at=now(),
        changed_at=now(),
    )
    db.session.add(made)
    db.session.flush()
    made.html = rendered(made)
    add_author(made, by.id or 0, Part.MOVER, agreed=True)
    db.session.flush()
    return made  # no event: nothing has happened yet that the public may see


def _drafts_of(by: Viewer) -> int:
    mine = sa.select(sa.func.count()).where(
        Proposal.author_id == by.id, Proposal.state == State.DRAFT
    )
    return db.session.scalar(mine) or 0


def rendered(proposal: Proposal) -> str:
    """Its text as HTML; the anchors in it begin with its code."""
    return render(proposal.text, top=3, anchor=f"{proposal.code.lower()}-")


def add_author(
    proposal: Proposal, member_id: int, part: Part, *, agreed: bool, via_id: int | None = None
) -> ProposalAuthor:
    """One more author, who has agreed to the words as they are or has yet to."""
    row = ProposalAuthor(
        proposal_id=proposal.id,
        member_id=member_id,
        part=part.value,
        asked_at=now(),
        agreed_at=now() if agreed else None,
        agreed_to=proposal.revision if agreed else 0,
        via_id=via_id,
    )
    db.session.add(row)
    return row


def hold(row: Model) -> None:
    """Read a row anew; nobody else changes it until we commit."""
    db.session.flush()  # what is not written yet would be forgotten
    db.session.refresh(row, with_for_update=True)


def take(proposal: Proposal, step: Step) -> None:
    """Bring it to the state to which the step leads. Raises Refused when it cannot be taken."""
    refuse_if(rules.why_not_step(proposal.state, step))
    leads_to = rules.after(proposal.state, step)
    if leads_to is not None:
        proposal.state, proposal.changed_at = leads_to.value, now()


def authors_of(proposal_id: int) -> Sequence[ProposalAuthor]:
    """Its authors, and those asked to be, in the order in which they came. 1 statement."""
    return db.session.scalars(
        sa.select(ProposalAuthor)
        .where(ProposalAuthor.proposal_id == proposal_id, ProposalAuthor.ended_at.is_(None))
        .order_by(ProposalAuthor.asked_at, ProposalAuthor.member_id)
    ).all()


def is_author(proposal_id: int, by: Viewer) -> bool:
    """Whether this person is one of its authors, agreed and not gone."""
    row = db.session.get(ProposalAuthor, (proposal_id, by.id)) if by.id else None
    return row is not None and row.agreed_at is not None and row.ended_at is None


def edit_draft(proposal: Proposal, title: str, summary: str, text: str, *, by: Viewer) -> None:
    """Change the words of a draft; the other authors have to agree anew. Raises Refused."""
    hold(proposal)
    title, summary = " ".join(title.split()), summary.strip()
    refuse_if(
        rules.why_not_author(is_author=is_author(proposal.id, by)),
        None if proposal.state == State.DRAFT else "It is published. Suggest an amendment.",
        rules.why_not_words(title=title, summary=summary, text=text),
    )
    if (proposal.title, proposal.summary, proposal.text) == (title, summary, text):
        return
    proposal.title, proposal.summary, proposal.text = title, summary, text
    proposal.revision += 1
    proposal.changed_at = now()
    proposal.html = rendered(proposal)
    db.session.get_one(ProposalAuthor, (proposal.id, by.id)).agreed_to = proposal.revision
    ask_for_agreement(proposal, by=by)


def invite(proposal: Proposal, member: Member, part: Part, *, by: Viewer) -> ProposalAuthor:
    """Ask a member to be an author of a draft. Raises Refused."""
    hold(proposal)
    there = db.session.get(ProposalAuthor, (proposal.id, member.id))
    refuse_if(
        rules.why_not_invite(
            is_author=is_author(proposal.id, by),
            state=proposal.state,
            is_there=there is not None,
            is_member=member.on_roll,
            authors=len(authors_of(proposal.id)),
        )
    )
    if part is Part.SECONDER and member.clp_id != proposal.clp_id:
        refuse_if("A seconder is a member of the CLP that tables the resolution.")
    row = add_author(proposal, member.id, part, agreed=False)
    ask_for_agreement(proposal, by=by)
    return row


def agree(proposal: Proposal, *, by: Viewer) -> None:
    """Become an author, or agree to the words of the draft as they are now. Raises Refused."""
    hold(proposal)
    row = _asked(proposal, by)
    row.agreed_at = row.agreed_at or now()
    row.agreed_to = proposal.revision


def step_back(proposal: Proposal, *, by: Viewer) -> None:
    """Say no to being an author, or be one no longer. The last author cannot. Raises Refused."""
    hold(proposal)
    row = _asked(proposal, by, in_draft=False)
    others = [one for one in authors_of(proposal.id) if one.agreed_at and one is not row]
    if row.agreed_at and not others:
        refuse_if("You are its only author. You can withdraw it.")
    row.ended_at = now()
    if proposal.state != State.DRAFT:
        events.record("proposal.author_left", proposal, actor_id=by.id)


def _asked(proposal: Proposal, by: Viewer, *, in_draft: bool = True) -> ProposalAuthor:
    """This person's own row. Raises Refused when there is none."""
    row = db.session.get(ProposalAuthor, (proposal.id, by.id)) if by.id else None
    if row is None or row.ended_at is not None:
        refuse_if("Nobody has asked you to be an author of this.")
    if in_draft and proposal.state != State.DRAFT:
        refuse_if("It is published already. You can support it.")
    assert row is not None  # noqa: S101 — else refused above
    return row


def keep_version(proposal: Proposal, amendment_id: int | None = None) -> None:
    """Keep the words it has now under their number."""
    db.session.add(
        ProposalVersion(
            proposal_id=proposal.id,
            number=proposal.revision,
            summary=proposal.summary,
            text=proposal.text,
            at=now(),
            amendment_id=amendment_id,
        )
    )


def count_in(proposal: Proposal, member_ids: Iterable[int], via_id: int | None = None) -> None:
    """Put these members behind it who are not yet, and count anew everyone who is."""
    behind = sa.select(ProposalSupport.member_id).where(ProposalSupport.proposal_id == proposal.id)
    new = set(member_ids) - set(db.session.scalars(behind))
    rows = [
        {"proposal_id": proposal.id, "member_id": member_id, "at": now(), "via_id": via_id}
        for member_id in sorted(new)
    ]
    if rows:
        db.session.execute(sa.insert(ProposalSupport), rows)
    proposal.supports = (
        db.session.scalar(
            sa.select(sa.func.count()).where(ProposalSupport.proposal_id == proposal.id)
        )
        or 0
    )


def reach(proposal: Proposal) -> bool:
    """Note the day on which enough members are behind it. It stays noted if some go again."""
    if proposal.state != State.GATHERING or proposal.supports < proposal.needed:
        return False
    take(proposal, Step.REACH)
    events.record("proposal.reached", proposal, actor_id=None, supports=proposal.supports)
    tell_everyone(proposal, "It has the support it needs.")
    return True


def withdraw(proposal: Proposal, reason: str, *, by: Viewer) -> None:
    """Take it back, with a reason; its text stays. A draft is seen by nobody. Raises Refused."""
    hold(proposal)
    refuse_if(
        rules.why_not_author(is_author=is_author(proposal.id, by)),
        rules.why_not_reason(reason),
    )
    was_draft = proposal.state == State.DRAFT
    take(proposal, Step.WITHDRAW)
    proposal.withdrawn_because = reason
    if not was_draft:
        events.record("proposal.withdrawn", proposal, actor_id=by.id)
        tell_everyone(proposal, f"Its authors have withdrawn it: {reason}", by=by)
